package io.weft.runner.shuffle;

import java.io.IOException;
import java.io.InputStream;

/** Takes the segments that a {@link ShuffleClient} fetches. */
interface SegmentReceiver {
    /**
     * Takes one whole segment: reads {@code body} to its end, which comes after {@code header.length()} bytes whose
     * checksum was right. If {@code body} throws, whatever was read of it is dropped here, and the segment may come
     * again. Trouble with the local disk must not be an IOException.
     */
    void receive(SegmentHeader header, InputStream body) throws IOException, InterruptedException;
}
