package io.weft.stage;

/**
 * A byte range of an input file. A reader checks length and modification time against the file that it opens, so that a
 * file that was replaced after planning is an error and not another result.
 *
 * @param path the file's full URI
 * @param offset first byte
 * @param length in bytes
 * @param fileLength the whole file's length when it was planned
 * @param modificationMillis the file's modification time when it was planned
 */
public record FileRange(String path, long offset, long length, long fileLength, long modificationMillis) {
    public FileRange {
        if (offset < 0 || length < 0 || offset + length > fileLength) {
            throw new IllegalArgumentException("Invalid range in %s: offset %d, length %d of a file of %d bytes"
                    .formatted(path, offset, length, fileLength));
        }
    }

    public long end() {
        return offset + length;
    }
}
