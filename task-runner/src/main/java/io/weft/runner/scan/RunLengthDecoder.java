package io.weft.runner.scan;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.parquet.io.ParquetDecodingException;

/** Parquet's hybrid of runs and bit-packed groups: how it writes levels, dictionary ids and, in some pages, booleans. */
final class RunLengthDecoder {
    private static final int GROUP = 8;

    private final PageInput in;
    private final int width;

    /** Values left in the current run, and what it repeats. */
    private int repeated;

    private int value;

    /** Values left in the current packed groups, where these begin, and the next bit from there on. */
    private int packed;

    private int packedPlace;
    private long packedBit;

    /** Reads from the buffer, which must have an array, and does not move it. */
    RunLengthDecoder(ByteBuffer buffer, int width) {
        if (width < 0 || width > Integer.SIZE) {
            throw new ParquetDecodingException("values of %d bits".formatted(width));
        }
        this.in = new PageInput(buffer);
        this.width = width;
    }

    /** Reads the next values; what is not there is an error. */
    void read(int[] target, int from, int count) {
        int done = 0;
        while (done < count) {
            if (repeated > 0) {
                int some = Math.min(repeated, count - done);
                Arrays.fill(target, from + done, from + done + some, value);
                repeated -= some;
                done += some;
            } else if (packed > 0) {
                int some = Math.min(packed, count - done);
                BitUnpacker.ints(in.bytes(), packedPlace, in.limit(), packedBit, width, target, from + done, some);
                packedBit += (long) some * width;
                packed -= some;
                done += some;
            } else {
                nextRun();
            }
        }
    }

    /** Passes the next values, if they are surely all this one: whether it did. */
    boolean passRun(int expected, int count) {
        while (repeated == 0 && packed == 0) {
            nextRun();
        }
        if (repeated < count || value != expected) {
            return false;
        }
        repeated -= count;
        return true;
    }

    /** Passes the next values. */
    void skip(int count) {
        int left = count;
        while (left > 0) {
            if (repeated > 0) {
                int some = Math.min(repeated, left);
                repeated -= some;
                left -= some;
            } else if (packed > 0) {
                int some = Math.min(packed, left);
                packedBit += (long) some * width;
                packed -= some;
                left -= some;
            } else {
                nextRun();
            }
        }
    }

    private void nextRun() {
        int header = in.unsigned();
        int count = header >>> 1;
        if ((header & 1) == 0) {
            repeated = count;
            value = 0;
            for (int shift = 0; shift < width; shift += Byte.SIZE) {
                value |= (in.nextByte() & 0xff) << shift;
            }
        } else {
            long length = (long) count * width;
            // The last group of a page may be cut off where its values end.
            long available = Math.min(length, in.remaining());
            packed = width == 0
                    ? (int) Math.min((long) count * GROUP, Integer.MAX_VALUE)
                    : (int) Math.min(available * Byte.SIZE / width, Integer.MAX_VALUE);
            packedPlace = in.take(available);
            packedBit = 0;
        }
        if (packed + repeated == 0) {
            throw new ParquetDecodingException("a run without values");
        }
    }
}
