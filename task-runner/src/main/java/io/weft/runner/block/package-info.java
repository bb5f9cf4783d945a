/**
 * The one format in which batches leave memory: for spills, shuffle, broadcast and collected results. Read
 * {@link io.weft.runner.block.BlockWriter} first. No files and no sockets here.
 *
 * <p>A block is a header of 24 bytes and a payload, both little-endian, one block after the other without anything between:
 * <pre>
 * magic "WFB1" | codec 1 | zero 1 | rows 2 | payload's length 4 | its length uncompressed 4
 *              | CRC32C of the payload as it lies there 4 | CRC32C of the 20 bytes so far 4
 * payload, uncompressed: number of columns, then for each column
 *   kind 1 | form 1 | nulls 1 (0 none, 1 all, 2 a bit a row follows) | values, unless all are null
 * values: booleans   a bit a row
 *         integers   least value 8 | width 1 (0, 1, 2, 4 or 8 bytes) | each value's distance from the least
 *         doubles    8 bytes each
 *         decimals   form 0: integers; form 1: the lower halves, 8 bytes each, then the upper halves as integers
 *         bytes      form 0: lengths as integers, then the bytes
 *                    form 1: number of entries, their lengths as integers, their bytes, then ids as integers
 * </pre>
 * The last byte of the magic is the version.
 */
@NullMarked
package io.weft.runner.block;

import org.jspecify.annotations.NullMarked;
