/**
 * The layout of what attempts write before it is committed. Read {@link io.weft.runner.staging.StagingPath}. No writing of rows, and
 * no commit: that is the AppMaster's.
 */
@NullMarked
package io.weft.runner.staging;

import org.jspecify.annotations.NullMarked;
