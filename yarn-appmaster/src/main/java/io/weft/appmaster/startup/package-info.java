/**
 * What the build runs once so that a client starts sooner; read {@link io.weft.appmaster.startup.StartupClasses}. Nothing
 * that a job needs.
 */
@NullMarked
package io.weft.appmaster.startup;

import org.jspecify.annotations.NullMarked;
