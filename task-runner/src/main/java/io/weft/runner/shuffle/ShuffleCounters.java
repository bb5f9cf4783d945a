package io.weft.runner.shuffle;

/**
 * What a reader has read so far.
 *
 * @param localBytes from this host's disks
 * @param fetchedBytes over the network
 * @param spilledBytes those of the fetched that went through a local file
 * @param retries requests that were made again
 * @param waitNanos the time that {@link ShuffleReader#next} has waited for a segment
 */
public record ShuffleCounters(long localBytes, long fetchedBytes, long spilledBytes, long retries, long waitNanos) {}
