package io.weft.api;

/** How the files of an output are compressed as a whole; read, a file's name tells. */
public enum Compression {
    NONE,
    /** {@code .gz} */
    GZIP,
    /** {@code .bz2}; slow, and can be read in pieces. */
    BZIP2,
    /** {@code .zst}; the best for most. */
    ZSTD,
    /** {@code .snappy}, in Hadoop's blocks. */
    SNAPPY,
    /** {@code .lz4}, in Hadoop's blocks. */
    LZ4
}
