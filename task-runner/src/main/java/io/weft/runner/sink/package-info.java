/**
 * Writes the rows of attempts into files. Read {@link io.weft.runner.sink.FileSink} first. Nothing here knows which attempt's files become
 * the output: each attempt has a directory of its own.
 */
@NullMarked
package io.weft.runner.sink;

import org.jspecify.annotations.NullMarked;
