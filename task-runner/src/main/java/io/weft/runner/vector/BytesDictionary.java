package io.weft.runner.vector;

/**
 * Byte strings numbered from 0, at least one. Immutable and never reused, so that whoever meets a dictionary again (the same object) may
 * rely on what was found out about its ids. Equal ids mean equal values; the reverse is usual but not promised.
 */
public final class BytesDictionary {
    private final int size;
    private final int[] offsets;
    private final byte[] bytes;

    /**
     * Takes over the arrays: the caller writes to them no more.
     *
     * @param offsets {@code size + 1} rising places in {@code bytes}
     */
    public BytesDictionary(int size, int[] offsets, byte[] bytes) {
        if (size < 1) {
            throw new IllegalArgumentException("A dictionary of %d values".formatted(size));
        }
        Nulls.check(offsets.length, size + 1);
        this.size = size;
        this.offsets = offsets;
        this.bytes = bytes;
    }

    public int size() {
        return size;
    }

    /** The start of each value in {@link #bytes} and, after them, the end of the last, to be read only. */
    public int[] offsets() {
        return offsets;
    }

    /** Where the values lie, to be read only. */
    public byte[] bytes() {
        return bytes;
    }

    public int start(int id) {
        return offsets[id];
    }

    public int length(int id) {
        return offsets[id + 1] - offsets[id];
    }

    /** Bytes of heap that the arrays hold. */
    public long retainedBytes() {
        return 4L * offsets.length + bytes.length;
    }
}
