/**
 * Compressed files as streams: which compression a file's name tells, and how it is undone and done. Read {@link
 * io.weft.runner.compress.FileCompression} first. No lines and no rows here.
 */
@NullMarked
package io.weft.runner.compress;

import org.jspecify.annotations.NullMarked;
