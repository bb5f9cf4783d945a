/**
 * All that an author of a job imports. Read {@link io.weft.api.Dataset} first. Nothing here runs.
 */
@NullMarked
package io.weft.api;

import org.jspecify.annotations.NullMarked;
