package io.weft.runner.shuffle;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.WritableUtils;

/**
 * What stands before each segment in a reply, in the encoding of Hadoop's ShuffleHeader.
 *
 * @param length the bytes of the segment
 * @param checksum their CRC32C
 */
record SegmentHeader(MapOutputId output, int partition, long length, int checksum) {
    private static final int MAX_ID_BYTES = 1000;

    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            Text.writeString(out, output.toString());
            WritableUtils.writeVLong(out, length);
            WritableUtils.writeVLong(out, Integer.toUnsignedLong(checksum));
            WritableUtils.writeVInt(out, partition);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return bytes.toByteArray();
    }

    /** Reads the header of the segment that was asked for; any other is an error. */
    static SegmentHeader read(InputStream in, MapOutputId output, int partition) throws IOException {
        DataInputStream data = new DataInputStream(in);
        String id = Text.readString(data, MAX_ID_BYTES);
        long length = WritableUtils.readVLong(data);
        long rawLength = WritableUtils.readVLong(data);
        int sentPartition = WritableUtils.readVInt(data);
        if (!id.equals(output.toString()) || sentPartition != partition || length < 0) {
            throw new InvalidReplyException(
                    "Got the header of partition %d of '%s' with %d bytes instead of partition %d of %s"
                            .formatted(sentPartition, id, length, partition, output));
        }
        return new SegmentHeader(output, partition, length, MapOutputIndex.checksumOf(rawLength));
    }
}
