package io.weft.runner.scan;

import io.weft.type.Microseconds;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Values in the form that vectors have, of a page that has them in another: timestamps of any unit, unsigned integers, floats. */
abstract class ConvertedValues extends PageValues {
    private static final int INT96_BYTES = 12;
    private static final int MILLI = 1_000;
    private static final int NANO = 1_000;

    /** The day that Julian days count from, as one since 1970-01-01, with the sign turned. */
    private static final long JULIAN_EPOCH = 2_440_588;

    final PageValues raw;

    ConvertedValues(PageValues raw) {
        this.raw = raw;
    }

    /** The values of a column of this type as its vectors hold them. */
    static PageValues of(PageValues raw, PrimitiveType type) {
        if (type.getPrimitiveTypeName() == PrimitiveTypeName.INT96) {
            return new Int96(raw);
        }
        if (type.getPrimitiveTypeName() == PrimitiveTypeName.FLOAT) {
            return new Floats(raw);
        }
        if (type.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation timestamp
                && timestamp.getUnit() != TimeUnit.MICROS) {
            return new Times(raw, timestamp.getUnit());
        }
        if (isUnsigned(type, Integer.SIZE)) {
            return new UnsignedInts(raw);
        }
        return isUnsigned(type, Long.SIZE) ? new UnsignedLongs(raw) : raw;
    }

    /** Whether the column has unsigned integers of so many bits. */
    static boolean isUnsigned(PrimitiveType type, int bits) {
        return type.getLogicalTypeAnnotation() instanceof IntLogicalTypeAnnotation integer
                && !integer.isSigned()
                && integer.getBitWidth() == bits;
    }

    /** A timestamp of another unit in microseconds. */
    static long microseconds(long value, TimeUnit unit) {
        if (unit == TimeUnit.NANOS) {
            return Math.floorDiv(value, NANO);
        }
        if (unit == TimeUnit.MICROS) {
            return value;
        }
        if (value != value * MILLI / MILLI) {
            throw new ParquetDecodingException("a timestamp of %d ms, too far for microseconds".formatted(value));
        }
        return value * MILLI;
    }

    @Override
    final void skip(int count) {
        raw.skip(count);
    }

    private static final class Times extends ConvertedValues {
        private final TimeUnit unit;

        Times(PageValues raw, TimeUnit unit) {
            super(raw);
            this.unit = unit;
        }

        @Override
        void longs(long[] target, int from, int count) {
            raw.longs(target, from, count);
            for (int index = from; index < from + count; index++) {
                target[index] = microseconds(target[index], unit);
            }
        }
    }

    /** Eight bytes of nanoseconds in a day, and four of the Julian day. */
    private static final class Int96 extends ConvertedValues {
        private final BytesBuffer bytes = new BytesBuffer();

        Int96(PageValues raw) {
            super(raw);
        }

        @Override
        void longs(long[] target, int from, int count) {
            bytes.reuse(count);
            raw.bytes(bytes, 0, count);
            for (int index = 0; index < count; index++) {
                target[from + index] = microseconds(bytes.bytes(), index * INT96_BYTES);
            }
        }

        private static long microseconds(byte[] source, int start) {
            ByteBuffer value = ByteBuffer.wrap(source, start, INT96_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            long nanos = value.getLong();
            long day = value.getInt() - JULIAN_EPOCH;
            try {
                return Math.addExact(Microseconds.ofDay(day), Math.floorDiv(nanos, NANO));
            } catch (ArithmeticException tooFar) {
                throw new ParquetDecodingException("a timestamp of day %d, too far for microseconds".formatted(day));
            }
        }
    }

    private static final class Floats extends ConvertedValues {
        Floats(PageValues raw) {
            super(raw);
        }

        @Override
        void doubles(double[] target, int from, int count) {
            raw.floats(target, from, count);
        }
    }

    private static final class UnsignedInts extends ConvertedValues {
        private int[] ints = new int[0];

        UnsignedInts(PageValues raw) {
            super(raw);
        }

        @Override
        void longs(long[] target, int from, int count) {
            if (ints.length < count) {
                ints = new int[count];
            }
            raw.ints(ints, 0, count);
            for (int index = 0; index < count; index++) {
                target[from + index] = Integer.toUnsignedLong(ints[index]);
            }
        }
    }

    /** As the big-endian bytes of a decimal, with a zero before them for the sign. */
    private static final class UnsignedLongs extends ConvertedValues {
        private long[] longs = new long[0];
        private final ByteBuffer decimal = ByteBuffer.allocate(1 + Long.BYTES);

        UnsignedLongs(PageValues raw) {
            super(raw);
        }

        @Override
        void bytes(BytesBuffer target, int from, int count) {
            if (longs.length < count) {
                longs = new long[count];
            }
            raw.longs(longs, 0, count);
            for (int index = 0; index < count; index++) {
                decimal.putLong(1, longs[index]);
                target.append(from + index, decimal.array(), 0, decimal.capacity());
            }
        }
    }
}
