package io.weft.protocol;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The sizes of a task's shuffle output by partition, one byte each: zero for nothing, else a logarithm to the base 1.12, rounded
 * up. A size read back is at least the true one and at most an eighth more.
 */
public final class PartitionSizes {
    private static final double LOG_BASE = Math.log(1.12);

    private final byte[] codes;

    private PartitionSizes(byte[] codes) {
        this.codes = codes;
    }

    /** The rounded sizes of partitions of these lengths in bytes. */
    public static PartitionSizes of(long[] lengths) {
        byte[] codes = new byte[lengths.length];
        for (int partition = 0; partition < lengths.length; partition++) {
            codes[partition] = encode(lengths[partition]);
        }
        return new PartitionSizes(codes);
    }

    private static byte encode(long length) {
        if (length <= 0) {
            return 0;
        }
        int code = 1 + (int) Math.ceil(Math.log((double) length) / LOG_BASE);
        while (code > 1 && decode(code - 1) >= length) {
            code--;
        }
        while (decode(code) < length && code < 255) {
            code++;
        }
        return (byte) Math.min(code, 255);
    }

    private static long decode(int code) {
        return code == 0 ? 0 : (long) Math.ceil(Math.exp((code - 1) * LOG_BASE));
    }

    public int partitions() {
        return codes.length;
    }

    /** The size of a partition in bytes, rounded up. */
    public long size(int partition) {
        return decode(codes[partition] & 0xFF);
    }

    void writeTo(DataOutput out) throws IOException {
        Wire.writeBytes(codes, out);
    }

    static PartitionSizes readFrom(DataInput in) throws IOException {
        return new PartitionSizes(Wire.readBytes(in));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PartitionSizes sizes && Arrays.equals(codes, sizes.codes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(codes);
    }

    @Override
    public String toString() {
        return "sizes of " + codes.length + " partition(s)";
    }
}
