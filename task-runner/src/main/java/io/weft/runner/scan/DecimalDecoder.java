package io.weft.runner.scan;

import io.weft.runner.vector.DecimalVector;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/** Decimals in each of Parquet's physical forms. The upper halves are there only where a value of the file has needed them. */
final class DecimalDecoder extends LeafDecoder implements BytesConsumer {
    private final PrimitiveTypeName physical;

    private long[] low = new long[0];
    private long @Nullable [] high;
    private long[] dictionaryLow = new long[0];
    private long @Nullable [] dictionaryHigh;
    private int[] narrow = new int[0];

    /** Where {@link #add} puts the next value. */
    private int nextSlot;

    DecimalDecoder(PageReader pages) {
        super(pages);
        PrimitiveType type = pages.column().getPrimitiveType();
        // Unsigned integers of 64 bits come as bytes.
        this.physical = ConvertedValues.isUnsigned(type, Long.SIZE)
                ? PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY
                : type.getPrimitiveTypeName();
    }

    @Override
    void begin(int rows) {
        low = new long[rows];
        high = null;
    }

    @Override
    void readDictionary(PageValues entries, int size) {
        long[] keptLow = low;
        long[] keptHigh = high;
        begin(size);
        readValues(entries, 0, size);
        dictionaryLow = low;
        dictionaryHigh = high;
        low = keptLow;
        high = keptHigh;
    }

    @Override
    void readValues(PageValues from, int slot, int count) {
        switch (physical) {
            case INT64 -> from.longs(low, slot, count);
            case INT32 -> {
                if (narrow.length < count) {
                    narrow = new int[count];
                }
                from.ints(narrow, 0, count);
                for (int index = 0; index < count; index++) {
                    low[slot + index] = narrow[index];
                }
            }
            default -> {
                nextSlot = slot;
                from.bytes(this, count);
            }
        }
        if (high != null && isNarrow()) {
            extend(high, slot, count);
        }
    }

    private boolean isNarrow() {
        return physical == PrimitiveTypeName.INT64 || physical == PrimitiveTypeName.INT32;
    }

    private void extend(long[] upper, int slot, int count) {
        for (int index = slot; index < slot + count; index++) {
            upper[index] = low[index] >> 63;
        }
    }

    @Override
    void readIds(int[] someIds, int slot, int count) {
        for (int index = 0; index < count; index++) {
            low[slot + index] = dictionaryLow[someIds[index]];
        }
        if (dictionaryHigh != null) {
            long[] upper = widened(slot);
            for (int index = 0; index < count; index++) {
                upper[slot + index] = dictionaryHigh[someIds[index]];
            }
        } else if (high != null) {
            extend(high, slot, count);
        }
    }

    /** Takes a number as big-endian bytes. */
    @Override
    public void add(byte[] source, int start, int length) {
        long upper = length > 0 && source[start] < 0 ? -1 : 0;
        long lower = upper;
        long sign = upper;
        for (int index = 0; index < length; index++) {
            boolean isLost = upper >> (Long.SIZE - Byte.SIZE - 1) != sign && index >= Long.BYTES * 2;
            if (isLost) {
                throw new ParquetDecodingException("a decimal of more than 128 bits");
            }
            upper = upper << Byte.SIZE | lower >>> (Long.SIZE - Byte.SIZE);
            lower = lower << Byte.SIZE | (source[start + index] & 0xff);
        }
        low[nextSlot] = lower;
        if (high != null || upper != lower >> 63) {
            widened(nextSlot)[nextSlot] = upper;
        }
        nextSlot++;
    }

    /** The upper halves; where there were none, those of the slots before are made. */
    private long[] widened(int slot) {
        long[] upper = high;
        if (upper == null) {
            upper = new long[low.length];
            extend(upper, 0, slot);
            high = upper;
        }
        return upper;
    }

    @Override
    void spread(boolean[] nulls, int slot, int count, int present) {
        NullSlots.spread(low, nulls, slot, count, present);
        if (high != null) {
            NullSlots.spread(high, nulls, slot, count, present);
        }
    }

    @Override
    DecimalVector finish(int rows, boolean @Nullable [] nulls) {
        return new DecimalVector(rows, low, high, nulls);
    }
}
