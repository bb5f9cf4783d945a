package io.weft.protocol;

/** A number that only grows, summed over the attempts that counted. Bytes unless the name says otherwise. */
public enum Counter {
    ROWS_READ,
    /** Records of the input that are no rows, and were put aside. */
    ROWS_SET_ASIDE,
    /** Bytes read from the input's store. */
    INPUT_BYTES,
    /** Of those, read on the reader's own host, by the file system's own statistics. */
    INPUT_BYTES_LOCAL,
    /** Of those, read from the reader's rack. */
    INPUT_BYTES_RACK,
    ROW_GROUPS_READ,
    /** For any reason: by their statistics, where no other counter has the reason. */
    ROW_GROUPS_SKIPPED,
    ROW_GROUPS_SKIPPED_BY_BLOOM_FILTER,
    ROW_GROUPS_SKIPPED_BY_DICTIONARY,
    ROW_GROUPS_SKIPPED_BY_PAGE_INDEX,
    /** The compressed size of the wanted columns in row groups that were skipped. */
    INPUT_BYTES_SKIPPED,
    /** The pages of wanted columns that were decoded. */
    PAGES_READ,
    /** The pages of wanted columns, in row groups that were read, that were not decoded because no row of them was of use. */
    PAGES_SKIPPED,
    /** The compressed size of the wanted columns in row groups that were read, without what was read of them. */
    PAGE_BYTES_SKIPPED,
    SHUFFLE_BYTES_WRITTEN,
    SHUFFLE_BYTES_READ,
    /** Of those, read from the reader's own disks. */
    SHUFFLE_BYTES_LOCAL,
    SPILLED_BYTES,
    ROWS_WRITTEN,
    OUTPUT_BYTES,
    /** The time an attempt ran; in a sum, the time of all attempts. */
    TASK_MILLIS,
    /** Of it, microseconds for rows of the input: to read, to decode, and to filter what can be filtered while it is decoded. */
    SCAN_MICROS,
    /** Of it, microseconds for rows of the shuffle: to fetch and decode, and to divide, encode and write. */
    SHUFFLE_MICROS,
    /** Of it, microseconds to encode and write the output, or to send rows that are collected. */
    OUTPUT_MICROS,
    /** Of it, in whatever part, microseconds in which the attempt's thread did not run: for want of a disk, of the network or of a core. */
    WAIT_MICROS
}
