package io.weft.runner.aggregate;

import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.BooleanVectorBuilder;
import io.weft.runner.vector.BytesVector;
import io.weft.runner.vector.BytesVectorBuilder;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.DecimalVectorBuilder;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.DoubleVectorBuilder;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.IntVectorBuilder;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.LongVectorBuilder;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorBuilder;
import io.weft.runner.vector.VectorKind;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * The keys of groups: for each group a record of longs. A record has a bit a column for nulls, then a long a column, two for a decimal. A
 * string of up to seven bytes lies in its long, with its length in the top byte; a longer one lies in an arena, and the long is its
 * position there under a mark.
 *
 * <p>Rows are first encoded, some at a time, into the same form, so that keys are compared a long at a time.
 */
final class KeyRecords {
    /** Rows that can be encoded at a time: few enough that they stay in the processor's cache. */
    static final int MOST_ENCODED = 1024;

    private static final int MOST_INLINE = 7;
    private static final int INLINE_SHIFT = 8 * MOST_INLINE;
    private static final long MARK = 0xFFL << INLINE_SHIFT;

    /** What a long string is encoded as before it is in the arena; equal to no position. */
    private static final long NOT_INLINE = -1;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final VectorKind[] kinds;

    /** For each column the place of its first long in a record. */
    private final int[] places;

    private final int width;
    private final LongSegments records;
    private final ByteArena arena = new ByteArena();
    private final long[] encoded;
    private final byte[] inline = new byte[MOST_INLINE];
    private int count;

    KeyRecords(List<VectorKind> columns) {
        kinds = columns.toArray(new VectorKind[0]);
        places = new int[kinds.length];
        int next = (kinds.length + Long.SIZE - 1) / Long.SIZE;
        for (int column = 0; column < kinds.length; column++) {
            places[column] = next;
            next += kinds[column] == VectorKind.DECIMAL ? 2 : 1;
        }
        width = next;
        records = new LongSegments(Math.max(1, width));
        encoded = new long[MOST_ENCODED * width];
    }

    /** The number of records. */
    int count() {
        return count;
    }

    /** Bytes held after so many more records, whose strings are those of these rows at the most. */
    long bytesAfter(List<Vector> keys, int[] positions, int rows) {
        long small = 0;
        long large = 0;
        for (Vector key : keys) {
            if (key instanceof BytesVector bytes) {
                for (int index = 0; index < rows; index++) {
                    int length = Integer.BYTES + bytes.length(positions[index]);
                    if (ByteArena.isLarge(length)) {
                        large += length;
                    } else if (length > Integer.BYTES + MOST_INLINE) {
                        small += length;
                    }
                }
            }
        }
        return records.bytesFor(count + rows) + arena.bytesAfter(small, large);
    }

    long retainedBytes() {
        return records.retainedBytes() + arena.retainedBytes();
    }

    /** About how many bytes the key takes in a batch. */
    long bytes(int group) {
        long bytes = (long) Long.BYTES * width;
        for (int column = 0; column < kinds.length; column++) {
            if (kinds[column] == VectorKind.BYTES) {
                bytes += stringLength(word(group, places[column]));
            }
        }
        return bytes;
    }

    /** Encodes the keys of these rows, at most {@link #MOST_ENCODED}. */
    void encode(List<Vector> keys, int[] positions, int rows) {
        int masks = places.length == 0 ? 0 : places[0];
        for (int index = 0; index < rows; index++) {
            for (int mask = 0; mask < masks; mask++) {
                encoded[index * width + mask] = 0;
            }
        }
        for (int column = 0; column < kinds.length; column++) {
            Vector key = keys.get(column);
            encodeValues(key, places[column], positions, rows);
            boolean[] nulls = key.nulls();
            if (nulls != null) {
                encodeNulls(nulls, column, positions, rows);
            }
        }
    }

    private void encodeValues(Vector key, int place, int[] positions, int rows) {
        if (key instanceof LongVector longs) {
            long[] values = longs.values();
            for (int index = 0; index < rows; index++) {
                encoded[index * width + place] = values[positions[index]];
            }
        } else if (key instanceof IntVector ints) {
            int[] values = ints.values();
            for (int index = 0; index < rows; index++) {
                encoded[index * width + place] = values[positions[index]];
            }
        } else if (key instanceof BooleanVector booleans) {
            boolean[] values = booleans.values();
            for (int index = 0; index < rows; index++) {
                encoded[index * width + place] = values[positions[index]] ? 1 : 0;
            }
        } else if (key instanceof DoubleVector doubles) {
            double[] values = doubles.values();
            for (int index = 0; index < rows; index++) {
                encoded[index * width + place] = DoubleVector.keyBits(values[positions[index]]);
            }
        } else if (key instanceof DecimalVector decimals) {
            for (int index = 0; index < rows; index++) {
                encoded[index * width + place] = decimals.high(positions[index]);
                encoded[index * width + place + 1] = decimals.low(positions[index]);
            }
        } else {
            encodeStrings((BytesVector) key, place, positions, rows);
        }
    }

    private void encodeStrings(BytesVector key, int place, int[] positions, int rows) {
        byte[] bytes = key.bytes();
        for (int index = 0; index < rows; index++) {
            int row = positions[index];
            int length = key.length(row);
            long word = NOT_INLINE;
            if (length <= MOST_INLINE) {
                int start = key.start(row);
                word = (long) length << INLINE_SHIFT;
                for (int at = 0; at < length; at++) {
                    word |= (bytes[start + at] & 0xFFL) << (8 * at);
                }
            }
            encoded[index * width + place] = word;
        }
    }

    /** Whatever the slots of nulls hold, all nulls are encoded alike. */
    private void encodeNulls(boolean[] nulls, int column, int[] positions, int rows) {
        int longs = kinds[column] == VectorKind.DECIMAL ? 2 : 1;
        for (int index = 0; index < rows; index++) {
            if (nulls[positions[index]]) {
                int start = index * width;
                Arrays.fill(encoded, start + places[column], start + places[column] + longs, 0);
                encoded[start + column / Long.SIZE] |= 1L << column;
            }
        }
    }

    /** Whether the record is the key of the encoded row {@code index}, which is {@code row} of the vectors that were encoded. */
    boolean matches(int record, int index, List<Vector> keys, int row) {
        long[] segment = records.segments()[record >>> records.shift()];
        int start = (record & records.mask()) * width;
        int probe = index * width;
        for (int place = 0; place < width; place++) {
            if (segment[start + place] != encoded[probe + place]) {
                return encoded[probe + place] == NOT_INLINE && matchesStrings(segment, start, probe, keys, row);
            }
        }
        return true;
    }

    /** Compares as {@link #matches} does, where some column is a string that is not inline. */
    private boolean matchesStrings(long[] segment, int start, int probe, List<Vector> keys, int row) {
        for (int place = 0; place < places[0]; place++) {
            if (segment[start + place] != encoded[probe + place]) {
                return false;
            }
        }
        for (int column = 0; column < kinds.length; column++) {
            int place = places[column];
            long word = segment[start + place];
            if (kinds[column] == VectorKind.BYTES && encoded[probe + place] == NOT_INLINE) {
                if (!isInArena(word) || !matchesString(word, (BytesVector) keys.get(column), row)) {
                    return false;
                }
            } else if (word != encoded[probe + place]
                    || (kinds[column] == VectorKind.DECIMAL
                            && segment[start + place + 1] != encoded[probe + place + 1])) {
                return false;
            }
        }
        return true;
    }

    private boolean matchesString(long word, BytesVector key, int row) {
        int length = key.length(row);
        if (stringLength(word) != length) {
            return false;
        }
        int start = ByteArena.offset(word & ~MARK) + Integer.BYTES;
        int keyStart = key.start(row);
        return Arrays.equals(
                arena.bytes(word & ~MARK), start, start + length, key.bytes(), keyStart, keyStart + length);
    }

    /** Makes a record of the encoded row and returns its number. */
    int add(int index, List<Vector> keys, int row) {
        int record = count++;
        records.ensure(count);
        long[] segment = records.segments()[record >>> records.shift()];
        int start = (record & records.mask()) * width;
        System.arraycopy(encoded, index * width, segment, start, width);
        for (int column = 0; column < kinds.length; column++) {
            if (kinds[column] == VectorKind.BYTES && segment[start + places[column]] == NOT_INLINE) {
                segment[start + places[column]] = addString((BytesVector) keys.get(column), row);
            }
        }
        return record;
    }

    private long addString(BytesVector key, int row) {
        int length = key.length(row);
        long position = arena.add(Integer.BYTES + length);
        byte[] bytes = arena.bytes(position);
        int offset = ByteArena.offset(position);
        INT.set(bytes, offset, length);
        System.arraycopy(key.bytes(), key.start(row), bytes, offset + Integer.BYTES, length);
        return position | MARK;
    }

    private static boolean isInArena(long word) {
        return word >>> INLINE_SHIFT == MARK >>> INLINE_SHIFT;
    }

    private int stringLength(long word) {
        if (!isInArena(word)) {
            return (int) (word >>> INLINE_SHIFT);
        }
        return (int) INT.get(arena.bytes(word & ~MARK), ByteArena.offset(word & ~MARK));
    }

    private long word(int record, int place) {
        return records.segments()[record >>> records.shift()][(record & records.mask()) * width + place];
    }

    /** The values of a column in these records, in their order. */
    Vector column(int column, int[] wanted, int rows) {
        VectorBuilder builder = kinds[column].newBuilder(rows);
        for (int index = 0; index < rows; index++) {
            int record = wanted[index];
            if ((word(record, column / Long.SIZE) & 1L << column) != 0) {
                builder.appendNull();
            } else {
                append(builder, column, record);
            }
        }
        return builder.build();
    }

    private void append(VectorBuilder builder, int column, int record) {
        long word = word(record, places[column]);
        switch (kinds[column]) {
            case BOOLEAN -> ((BooleanVectorBuilder) builder).append(word != 0);
            case INT -> ((IntVectorBuilder) builder).append((int) word);
            case LONG -> ((LongVectorBuilder) builder).append(word);
            case DOUBLE -> ((DoubleVectorBuilder) builder).append(Double.longBitsToDouble(word));
            case DECIMAL -> ((DecimalVectorBuilder) builder).append(word, word(record, places[column] + 1));
            case BYTES -> appendString((BytesVectorBuilder) builder, word);
            case LIST, MAP, STRUCT -> throw new IllegalStateException("A key that is not encoded");
        }
    }

    private void appendString(BytesVectorBuilder builder, long word) {
        int length = stringLength(word);
        if (isInArena(word)) {
            builder.append(arena.bytes(word & ~MARK), ByteArena.offset(word & ~MARK) + Integer.BYTES, length);
            return;
        }
        for (int at = 0; at < length; at++) {
            inline[at] = (byte) (word >>> (8 * at));
        }
        builder.append(inline, 0, length);
    }

    void clear() {
        records.clear();
        arena.clear();
        count = 0;
    }
}
