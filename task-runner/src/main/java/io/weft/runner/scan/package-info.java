/**
 * Reads the rows of splits. Read {@link io.weft.runner.scan.Scans} first. Nothing here knows where splits come from or what is done with the
 * rows; only a scan's filters are looked at, to read less.
 */
@NullMarked
package io.weft.runner.scan;

import org.jspecify.annotations.NullMarked;
