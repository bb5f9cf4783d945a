package io.weft.runner.scan;

import io.weft.runner.vector.DecimalVector;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/** Decimals in each of Parquet's physical forms. The upper halves are there only where a value of the file has needed them. */
final class DecimalDecoder extends LeafDecoder {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final PrimitiveTypeName physical;

    private long[] low = new long[0];
    private long @Nullable [] high;
    private long[] dictionaryLow = new long[0];
    private long @Nullable [] dictionaryHigh;
    private int[] narrow = new int[0];
    private final BytesBuffer wide = new BytesBuffer();

    DecimalDecoder(PageReader pages) {
        super(pages);
        PrimitiveType type = pages.column().getPrimitiveType();
        // Unsigned integers of 64 bits come as bytes.
        this.physical = ConvertedValues.isUnsigned(type, Long.SIZE)
                ? PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY
                : type.getPrimitiveTypeName();
    }

    @Override
    void allocate(int rows) {
        low = new long[rows];
        high = null;
    }

    @Override
    void readDictionary(PageValues entries, int size) {
        long[] keptLow = low;
        long[] keptHigh = high;
        allocate(size);
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
                wide.reuse(count);
                from.bytes(wide, 0, count);
                readWide(slot, count);
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

    /** Numbers as big-endian bytes. */
    private void readWide(int slot, int count) {
        byte[] bytes = wide.bytes();
        int[] lengths = wide.lengths();
        int start = 0;
        for (int index = 0; index < count; index++) {
            int length = lengths[index];
            if (length <= Long.BYTES) {
                put(slot + index, number(bytes, start, length));
            } else {
                putWide(slot + index, bytes, start, length);
            }
            start += length;
        }
    }

    private void put(int slot, long value) {
        low[slot] = value;
        if (high != null) {
            high[slot] = value >> 63;
        }
    }

    private static long number(byte[] bytes, int start, int length) {
        long value = length > 0 ? bytes[start] : 0;
        for (int index = 1; index < length; index++) {
            value = value << Byte.SIZE | (bytes[start + index] & 0xff);
        }
        return value;
    }

    private void putWide(int slot, byte[] bytes, int start, int length) {
        int lowStart = start + length - Long.BYTES;
        int highStart = Math.max(start, lowStart - Long.BYTES);
        long upper = number(bytes, highStart, lowStart - highStart);
        for (int place = start; place < highStart; place++) {
            if (bytes[place] != upper >> 63) {
                throw new ParquetDecodingException("a decimal of more than 128 bits");
            }
        }
        long lower = (long) LONG.get(bytes, lowStart);
        low[slot] = lower;
        if (high != null || upper != lower >> 63) {
            widened(slot)[slot] = upper;
        }
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
    DecimalVector vector(int rows, boolean @Nullable [] nulls) {
        return new DecimalVector(rows, low, high, nulls);
    }
}
