package io.weft.runner.vector;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.type.Type;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Lists, structs and maps as byte strings that are equal where the values are, however the vectors hold them. So they can be hashed, compared and kept
 * as keys like any byte string, and made values again. A value is a byte that tells a null, then what it consists of: a number, little-endian (a
 * double as its {@link DoubleVector#keyBits key}), bytes behind their length, elements behind their number, or the fields. A map is
 * its entries in their order, so that equal maps may differ.
 */
public final class EncodedValues {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FIRST_BYTES = 32;
    private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    private byte[] bytes;
    private int end;

    private EncodedValues(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Whether values of this kind have to be encoded to be compared. */
    public static boolean areNeeded(VectorKind kind) {
        return kind == VectorKind.LIST || kind == VectorKind.STRUCT || kind == VectorKind.MAP;
    }

    /** The values at the first {@code count} of {@code positions}, each in its own slot; the other slots are empty. Nulls stay nulls. */
    public static PlainBytesVector encode(Vector vector, int[] positions, int count) {
        boolean[] isWanted = new boolean[vector.size()];
        for (int index = 0; index < count; index++) {
            isWanted[positions[index]] = true;
        }
        EncodedValues output = new EncodedValues(new byte[FIRST_BYTES * (count + 1)]);
        int[] offsets = new int[vector.size() + 1];
        for (int row = 0; row < vector.size(); row++) {
            if (isWanted[row] && !vector.isNull(row)) {
                output.put(vector, row);
            }
            offsets[row + 1] = output.end;
        }
        return new PlainBytesVector(vector.size(), offsets, output.bytes, vector.nulls());
    }

    /** The values of this type that {@link #encode} made such bytes of. */
    public static Vector decode(BytesVector encoded, Type type) {
        VectorBuilder builder = VectorBuilder.of(type, encoded.size());
        EncodedValues input = new EncodedValues(encoded.bytes());
        for (int row = 0; row < encoded.size(); row++) {
            if (encoded.isNull(row)) {
                builder.appendNull();
            } else {
                input.end = encoded.start(row);
                input.take(builder);
            }
        }
        return builder.build();
    }

    private void put(Vector vector, int row) {
        reserve(1);
        boolean isNull = vector.isNull(row);
        bytes[end++] = (byte) (isNull ? 0 : 1);
        if (isNull) {
            return;
        }
        switch (vector.kind()) {
            case BOOLEAN -> putInt(((BooleanVector) vector).value(row) ? 1 : 0);
            case INT -> putInt(((IntVector) vector).value(row));
            case LONG -> putLong(((LongVector) vector).value(row));
            case DOUBLE -> putLong(DoubleVector.keyBits(((DoubleVector) vector).value(row)));
            case DECIMAL -> {
                putLong(((DecimalVector) vector).high(row));
                putLong(((DecimalVector) vector).low(row));
            }
            case BYTES -> putBytes((BytesVector) vector, row);
            case LIST -> {
                ListVector lists = (ListVector) vector;
                putInt(lists.length(row));
                for (int place = lists.start(row); place < lists.start(row) + lists.length(row); place++) {
                    put(lists.elements(), place);
                }
            }
            case STRUCT -> {
                for (Vector field : ((StructVector) vector).fields()) {
                    put(field, row);
                }
            }
            case MAP -> {
                MapVector maps = (MapVector) vector;
                putInt(maps.length(row));
                for (int place = maps.start(row); place < maps.start(row) + maps.length(row); place++) {
                    put(maps.keys(), place);
                    put(maps.values(), place);
                }
            }
        }
    }

    private void putInt(int value) {
        reserve(Integer.BYTES);
        INT.set(bytes, end, value);
        end += Integer.BYTES;
    }

    private void putLong(long value) {
        reserve(Long.BYTES);
        LONG.set(bytes, end, value);
        end += Long.BYTES;
    }

    private void putBytes(BytesVector vector, int row) {
        int length = vector.length(row);
        putInt(length);
        reserve(length);
        System.arraycopy(vector.bytes(), vector.start(row), bytes, end, length);
        end += length;
    }

    private void reserve(int more) {
        if (more <= bytes.length - end) {
            return;
        }
        long needed = (long) end + more;
        if (needed > MOST_BYTES) {
            throw new WeftException(
                    ErrorCode.OUT_OF_MEMORY,
                    "Cannot compare the lists or structs of a batch: they have more than 2 GiB (split such long values)");
        }
        bytes = Arrays.copyOf(bytes, (int) Math.min(MOST_BYTES, Math.max(needed, 2L * bytes.length)));
    }

    private void take(VectorBuilder builder) {
        if (bytes[end++] == 0) {
            builder.appendNull();
        } else if (builder instanceof ListVectorBuilder lists) {
            int length = takeInt();
            for (int index = 0; index < length; index++) {
                take(lists.elements());
            }
            lists.endList();
        } else if (builder instanceof MapVectorBuilder maps) {
            int length = takeInt();
            for (int index = 0; index < length; index++) {
                take(maps.keys());
                take(maps.values());
            }
            maps.endMap();
        } else if (builder instanceof StructVectorBuilder structs) {
            for (int field = 0; field < structs.fieldCount(); field++) {
                take(structs.field(field));
            }
            structs.endStruct();
        } else {
            takeLeaf(builder);
        }
    }

    private void takeLeaf(VectorBuilder builder) {
        if (builder instanceof BooleanVectorBuilder booleans) {
            booleans.append(takeInt() != 0);
        } else if (builder instanceof IntVectorBuilder ints) {
            ints.append(takeInt());
        } else if (builder instanceof LongVectorBuilder longs) {
            longs.append(takeLong());
        } else if (builder instanceof DoubleVectorBuilder doubles) {
            doubles.append(Double.longBitsToDouble(takeLong()));
        } else if (builder instanceof DecimalVectorBuilder decimals) {
            long high = takeLong();
            decimals.append(high, takeLong());
        } else {
            int length = takeInt();
            ((BytesVectorBuilder) builder).append(bytes, end, length);
            end += length;
        }
    }

    private int takeInt() {
        int value = (int) INT.get(bytes, end);
        end += Integer.BYTES;
        return value;
    }

    private long takeLong() {
        long value = (long) LONG.get(bytes, end);
        end += Long.BYTES;
        return value;
    }
}
