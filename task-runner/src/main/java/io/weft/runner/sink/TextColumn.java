package io.weft.runner.sink;

import io.weft.api.ValueText;
import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.BytesVector;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorValues;
import io.weft.type.DecimalType;
import io.weft.type.Microseconds;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Writes the values of a vector as text, in the form of a cast to string. Nulls are the caller's. */
interface TextColumn {
    void write(int row, TextBuffer out);

    /**
     * For the values of this type in a vector.
     *
     * @param zone of the local time that a timestamp is written as
     */
    static TextColumn of(Vector vector, Type type, ZoneId zone) {
        return switch (vector.kind()) {
            case BOOLEAN -> {
                BooleanVector booleans = (BooleanVector) vector;
                yield (row, out) -> out.append(Boolean.toString(booleans.value(row)));
            }
            case INT -> {
                IntVector ints = (IntVector) vector;
                yield type.equals(Type.DATE)
                        ? (row, out) ->
                                out.append(LocalDate.ofEpochDay(ints.value(row)).toString())
                        : (row, out) -> out.append(Integer.toString(ints.value(row)));
            }
            case LONG -> {
                LongVector longs = (LongVector) vector;
                yield type.equals(Type.BIGINT)
                        ? (row, out) -> out.append(Long.toString(longs.value(row)))
                        : times(longs, type.equals(Type.TIMESTAMP) ? zone : ZoneOffset.UTC);
            }
            case DOUBLE -> {
                DoubleVector doubles = (DoubleVector) vector;
                yield type.equals(Type.FLOAT)
                        ? (row, out) -> out.append(Float.toString((float) doubles.value(row)))
                        : (row, out) -> out.append(Double.toString(doubles.value(row)));
            }
            case DECIMAL -> decimals((DecimalVector) vector, ((DecimalType) type).scale());
            case LIST, MAP, STRUCT -> {
                ValueText text = new ValueText(zone);
                yield (row, out) -> out.append(text.json(VectorValues.value(vector, row, type)));
            }
            case BYTES -> {
                BytesVector bytes = (BytesVector) vector;
                yield (row, out) -> out.append(bytes.bytes(), bytes.start(row), bytes.length(row));
            }
        };
    }

    private static TextColumn times(LongVector times, ZoneId zone) {
        return (row, out) ->
                out.append(Microseconds.text(LocalDateTime.ofInstant(Microseconds.instant(times.value(row)), zone)));
    }

    private static TextColumn decimals(DecimalVector decimals, int scale) {
        return (row, out) -> {
            long low = decimals.low(row);
            long high = decimals.high(row);
            BigDecimal value =
                    high == low >> 63 ? BigDecimal.valueOf(low, scale) : new BigDecimal(wide(high, low), scale);
            out.append(value.toPlainString());
        };
    }

    private static BigInteger wide(long high, long low) {
        byte[] bytes = new byte[Long.BYTES * 2];
        for (int index = 0; index < Long.BYTES; index++) {
            bytes[index] = (byte) (high >> (Long.SIZE - Byte.SIZE * (index + 1)));
            bytes[Long.BYTES + index] = (byte) (low >> (Long.SIZE - Byte.SIZE * (index + 1)));
        }
        return new BigInteger(bytes);
    }
}
