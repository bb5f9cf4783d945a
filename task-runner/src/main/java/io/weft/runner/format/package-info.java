/**
 * What a format tells of an input without reading its rows: its files, its columns, whether a file can be split. Read
 * {@link io.weft.runner.format.Format} first. No rows, no vectors here.
 */
@NullMarked
package io.weft.runner.format;

import org.jspecify.annotations.NullMarked;
