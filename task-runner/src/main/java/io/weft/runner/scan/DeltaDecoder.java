package io.weft.runner.scan;

import org.apache.parquet.io.ParquetDecodingException;

/**
 * The numbers of a page as differences from each other: Parquet's encoding DELTA_BINARY_PACKED, also within DELTA_LENGTH_BYTE_ARRAY and
 * DELTA_BYTE_ARRAY. A block has a least difference and a few equally long parts, each with its own number of bits.
 */
final class DeltaDecoder {
    /** Larger blocks and more parts than any writer makes; what a header claims is allocated. */
    private static final int MOST_VALUES_A_PART = 1 << 16;

    private static final int MOST_PARTS = 1 << 12;

    private final PageInput in;
    private final int parts;
    private final int partValues;
    private final byte[] widths;
    private final long[] differences;

    /** Numbers that have not been taken, and the last that was; before any was taken it is the first. */
    private int left;

    private long last;
    private boolean isFirst = true;

    /** The next part of the block, its least difference, and the differences of the current part that are left. */
    private int part;

    private long least;
    private int nextDifference;
    private int differencesEnd;

    DeltaDecoder(PageInput in) {
        this.in = in;
        int blockValues = in.unsigned();
        this.parts = in.unsigned();
        this.left = in.unsigned();
        this.last = in.signed();
        if (parts < 1 || parts > MOST_PARTS || blockValues < 0 || blockValues % parts != 0 || left < 0) {
            throw new ParquetDecodingException("blocks of %d values in %d parts".formatted(blockValues, parts));
        }
        this.partValues = blockValues / parts;
        if (partValues < Byte.SIZE || partValues > MOST_VALUES_A_PART || partValues % Byte.SIZE != 0) {
            throw new ParquetDecodingException("parts of %d values".formatted(partValues));
        }
        this.widths = new byte[parts];
        this.differences = new long[partValues];
        this.part = parts;
    }

    /** Numbers that have not been taken. */
    int left() {
        return left;
    }

    void longs(long[] target, int from, int count) {
        check(count);
        int out = from;
        int end = from + count;
        if (isFirst && count > 0) {
            isFirst = false;
            target[out++] = last;
        }
        long value = last;
        while (out < end) {
            int some = Math.min(end - out, available());
            int next = nextDifference;
            for (int index = 0; index < some; index++) {
                value += least + differences[next + index];
                target[out + index] = value;
            }
            nextDifference += some;
            out += some;
        }
        last = value;
    }

    /** Numbers of 32 bits, whose sums may go beyond them and come back. */
    void ints(int[] target, int from, int count) {
        check(count);
        int out = from;
        int end = from + count;
        if (isFirst && count > 0) {
            isFirst = false;
            target[out++] = (int) last;
        }
        int value = (int) last;
        while (out < end) {
            int some = Math.min(end - out, available());
            int step = (int) least;
            int next = nextDifference;
            for (int index = 0; index < some; index++) {
                value += step + (int) differences[next + index];
                target[out + index] = value;
            }
            nextDifference += some;
            out += some;
        }
        last = value;
    }

    void skip(int count) {
        check(count);
        int skipped = 0;
        if (isFirst && count > 0) {
            isFirst = false;
            skipped = 1;
        }
        long value = last;
        while (skipped < count) {
            int some = Math.min(count - skipped, available());
            for (int index = 0; index < some; index++) {
                value += least + differences[nextDifference + index];
            }
            nextDifference += some;
            skipped += some;
        }
        last = value;
    }

    private void check(int count) {
        if (count > left) {
            throw new ParquetDecodingException("%d numbers wanted where %d are left".formatted(count, left));
        }
        left -= count;
    }

    /** The differences that are there, at least one. */
    private int available() {
        if (nextDifference == differencesEnd) {
            nextPart();
        }
        return differencesEnd - nextDifference;
    }

    private void nextPart() {
        int width = nextWidth();
        // The last part may be cut off where its values end.
        long length = Math.min((long) partValues * width / Byte.SIZE, in.remaining());
        differencesEnd = width == 0 ? partValues : (int) (length * Byte.SIZE / width);
        if (differencesEnd == 0) {
            throw new ParquetDecodingException("the values end too early");
        }
        int place = in.take(length);
        BitUnpacker.longs(in.bytes(), place, in.limit(), width, differences, 0, differencesEnd);
        nextDifference = 0;
    }

    /** Passes all numbers that are left without looking at them, so that the next byte of the input is the one behind them. */
    void passAll() {
        left -= isFirst ? Math.min(left, 1) : 0;
        isFirst = false;
        left -= Math.min(left, differencesEnd - nextDifference);
        nextDifference = differencesEnd;
        while (left > 0) {
            long length = (long) partValues * nextWidth() / Byte.SIZE;
            in.take(Math.min(length, in.remaining()));
            left -= Math.min(left, partValues);
        }
    }

    /** The number of bits of a difference in the next part, which is begun. */
    private int nextWidth() {
        if (part == parts) {
            least = in.signed();
            int place = in.take(parts);
            System.arraycopy(in.bytes(), place, widths, 0, parts);
            part = 0;
        }
        int width = widths[part++];
        if (width < 0 || width > Long.SIZE) {
            throw new ParquetDecodingException("differences of %d bits".formatted(width));
        }
        return width;
    }
}
