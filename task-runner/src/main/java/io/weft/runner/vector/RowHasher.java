package io.weft.runner.vector;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hashes rows by the values of some columns, the same on every machine and in every process: equal keys have equal hashes, whether a
 * string is plain or coded, a decimal narrow or wide, a zero negative, and whichever NaN it is. One hasher serves one thread.
 *
 * <p>The shuffle takes the upper half of a hash, hash tables the lower, so that the rows of one partition still spread over a table.
 */
public final class RowHasher {
    private static final long SEED = 0x51_7C_C1_B7_27_22_0A_95L;
    private static final long NULL = 0x2545_F491_4F6C_DD1DL;
    private static final long PRIME_1 = 0x9E37_79B1_85EB_CA87L;
    private static final long PRIME_2 = 0xC2B2_AE3D_27D4_EB4FL;

    /** Beyond this, remembering the hashes of a dictionary would take much memory. */
    private static final int MOST_REMEMBERED = 1 << 16;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final long[] hashes = new long[Batch.MAX_ROWS];
    private final DictionaryHashes[] dictionaries;

    /** A hasher of rows with so many key columns. */
    public RowHasher(int keys) {
        dictionaries = new DictionaryHashes[keys];
        for (int key = 0; key < keys; key++) {
            dictionaries[key] = new DictionaryHashes();
        }
    }

    /**
     * The hashes of the rows at the first {@code count} of {@code positions}, in that order.
     *
     * @return an array of this hasher's, valid until it is used again
     */
    public long[] hash(List<? extends Vector> keys, int[] positions, int count) {
        for (int index = 0; index < count; index++) {
            hashes[index] = SEED;
        }
        for (int key = 0; key < keys.size(); key++) {
            add(keys.get(key), dictionaries[key], positions, count);
        }
        return hashes;
    }

    private void add(Vector key, DictionaryHashes dictionary, int[] positions, int count) {
        if (key instanceof LongVector longs) {
            addLongs(longs.values(), key.nulls(), positions, count);
        } else if (key instanceof IntVector ints) {
            addInts(ints.values(), key.nulls(), positions, count);
        } else if (key instanceof BooleanVector booleans) {
            addBooleans(booleans.values(), key.nulls(), positions, count);
        } else if (key instanceof DoubleVector doubles) {
            addDoubles(doubles.values(), key.nulls(), positions, count);
        } else if (key instanceof DecimalVector decimals) {
            addDecimals(decimals, positions, count);
        } else if (key instanceof CodedBytesVector coded && coded.dictionary().size() <= MOST_REMEMBERED) {
            addCoded(coded, dictionary, positions, count);
        } else if (EncodedValues.areNeeded(key.kind())) {
            addBytes(EncodedValues.encode(key, positions, count), positions, count);
        } else {
            addBytes((BytesVector) key, positions, count);
        }
    }

    private void addLongs(long[] values, boolean @Nullable [] nulls, int[] positions, int count) {
        for (int index = 0; index < count; index++) {
            int row = positions[index];
            hashes[index] = combine(hashes[index], nulls != null && nulls[row] ? NULL : values[row]);
        }
    }

    private void addInts(int[] values, boolean @Nullable [] nulls, int[] positions, int count) {
        for (int index = 0; index < count; index++) {
            int row = positions[index];
            hashes[index] = combine(hashes[index], nulls != null && nulls[row] ? NULL : values[row]);
        }
    }

    private void addBooleans(boolean[] values, boolean @Nullable [] nulls, int[] positions, int count) {
        for (int index = 0; index < count; index++) {
            int row = positions[index];
            long value = values[row] ? 1 : 0;
            hashes[index] = combine(hashes[index], nulls != null && nulls[row] ? NULL : value);
        }
    }

    private void addDoubles(double[] values, boolean @Nullable [] nulls, int[] positions, int count) {
        for (int index = 0; index < count; index++) {
            int row = positions[index];
            hashes[index] =
                    combine(hashes[index], nulls != null && nulls[row] ? NULL : DoubleVector.keyBits(values[row]));
        }
    }

    private void addDecimals(DecimalVector column, int[] positions, int count) {
        boolean[] nulls = column.nulls();
        for (int index = 0; index < count; index++) {
            int row = positions[index];
            long low = column.low(row);
            long high = column.high(row);
            // A value of 64 bits is hashed by its lower half alone, in either form.
            long value = high == low >> 63 ? low : low ^ mix(high + PRIME_1);
            hashes[index] = combine(hashes[index], nulls != null && nulls[row] ? NULL : value);
        }
    }

    private void addCoded(CodedBytesVector column, DictionaryHashes dictionary, int[] positions, int count) {
        dictionary.turnTo(column.dictionary());
        boolean[] nulls = column.nulls();
        int[] ids = column.ids();
        for (int index = 0; index < count; index++) {
            int row = positions[index];
            hashes[index] = combine(hashes[index], nulls != null && nulls[row] ? NULL : dictionary.hash(ids[row]));
        }
    }

    private void addBytes(BytesVector column, int[] positions, int count) {
        boolean[] nulls = column.nulls();
        byte[] bytes = column.bytes();
        for (int index = 0; index < count; index++) {
            int row = positions[index];
            long value = nulls != null && nulls[row] ? NULL : hash(bytes, column.start(row), column.length(row));
            hashes[index] = combine(hashes[index], value);
        }
    }

    private static long combine(long hash, long value) {
        return mix(hash * PRIME_1 + value);
    }

    /** Spreads every bit over all bits (Stafford's thirteenth variant of MurmurHash3's finalizer). */
    public static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ (mixed >>> 31);
    }

    private static long hash(byte[] bytes, int start, int length) {
        long hash = length * PRIME_2;
        int position = start;
        int end = start + length;
        for (; position + Long.BYTES <= end; position += Long.BYTES) {
            long word = (long) LONG.get(bytes, position);
            hash = Long.rotateLeft(hash ^ word * PRIME_2, 27) * PRIME_1;
        }
        long rest = 0;
        for (int shift = 0; position < end; position++, shift += Byte.SIZE) {
            rest |= (bytes[position] & 0xFFL) << shift;
        }
        return mix(Long.rotateLeft(hash ^ rest * PRIME_2, 27) * PRIME_1);
    }

    /** The hashes of a dictionary's values, found as they are asked for. */
    private static final class DictionaryHashes {
        private @Nullable BytesDictionary dictionary;
        private long[] known = new long[0];

        void turnTo(BytesDictionary next) {
            if (dictionary != next) {
                dictionary = next;
                known = new long[next.size()];
            }
        }

        /** Zero stands for a hash not yet known; one that is really zero is computed each time. */
        long hash(int id) {
            long hash = known[id];
            if (hash == 0 && dictionary != null) {
                hash = RowHasher.hash(dictionary.bytes(), dictionary.start(id), dictionary.length(id));
                known[id] = hash;
            }
            return hash;
        }
    }
}
