package io.weft.runner.scan;

import io.weft.runner.vector.BytesDictionary;
import io.weft.runner.vector.BytesVector;
import io.weft.runner.vector.CodedBytesVector;
import io.weft.runner.vector.PlainBytesVector;
import java.util.Arrays;
import org.apache.parquet.io.ParquetDecodingException;
import org.jspecify.annotations.Nullable;

/** Byte strings. Vectors whose rows all come from pages of ids stay ids into the chunk's dictionary. */
final class BytesDecoder extends LeafDecoder implements BytesConsumer {
    private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    private @Nullable BytesDictionary dictionary;

    /** Ids, as long as all rows have one; else the values' lengths. */
    private int[] slots = new int[0];

    private boolean isCoded;

    /** The slots that have been given a value or null. */
    private int used;

    /** The plain values. */
    private byte[] bytes = new byte[0];

    private int end;

    /** Where {@link #add} puts the next length. */
    private int nextSlot;

    BytesDecoder(PageReader pages) {
        super(pages);
    }

    @Override
    void begin(int rows) {
        slots = new int[rows];
        isCoded = dictionary != null;
        used = 0;
        // A vector takes its bytes along; the next one will need about as many.
        bytes = new byte[isCoded ? 0 : end];
        end = 0;
    }

    @Override
    void readDictionary(PageValues entries, int size) {
        int[] lengths = slots;
        int kept = used;
        slots = new int[size];
        nextSlot = 0;
        byte[] keptBytes = bytes;
        int keptEnd = end;
        bytes = new byte[0];
        end = 0;
        entries.bytes(this, size);
        if (size > 0) {
            dictionary = new BytesDictionary(size, offsets(slots, size), bytes);
        }
        slots = lengths;
        bytes = keptBytes;
        end = keptEnd;
        isCoded = kept == 0 && size > 0;
    }

    @Override
    void readValues(PageValues from, int slot, int count) {
        if (isCoded) {
            leaveDictionary(slot);
        }
        nextSlot = slot;
        from.bytes(this, count);
        used = slot + count;
    }

    @Override
    void readIds(int[] someIds, int slot, int count) {
        BytesDictionary entries = dictionary;
        if (entries == null) {
            throw new ParquetDecodingException("ids into a dictionary without entries");
        }
        for (int index = 0; index < count; index++) {
            int id = someIds[index];
            if (id < 0 || id >= entries.size()) {
                throw new ParquetDecodingException("id %d of a dictionary of %d".formatted(id, entries.size()));
            }
            slots[slot + index] = id;
        }
        used = slot + count;
        if (!isCoded) {
            materialize(entries, slot, slot + count);
        }
    }

    /** Writes out the values that were ids so far. */
    private void leaveDictionary(int upTo) {
        isCoded = false;
        if (dictionary != null) {
            materialize(dictionary, 0, upTo);
        }
    }

    private void materialize(BytesDictionary entries, int from, int to) {
        nextSlot = from;
        for (int slot = from; slot < to; slot++) {
            int id = slots[slot];
            add(entries.bytes(), entries.start(id), entries.length(id));
        }
    }

    @Override
    public void add(byte[] source, int start, int length) {
        if (length > bytes.length - end) {
            long grown = Math.max((long) end + length, (long) end + (end >> 1));
            if (end + (long) length > MOST_BYTES) {
                throw new ParquetDecodingException("more than %d bytes in one batch".formatted(MOST_BYTES));
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(grown, MOST_BYTES));
        }
        System.arraycopy(source, start, bytes, end, length);
        end += length;
        slots[nextSlot++] = length;
    }

    @Override
    void spread(boolean[] nulls, int slot, int count, int present) {
        NullSlots.spread(slots, nulls, slot, count, present);
        used = slot + count;
    }

    @Override
    BytesVector finish(int rows, boolean @Nullable [] nulls) {
        return isCoded && dictionary != null
                ? new CodedBytesVector(rows, slots, dictionary, nulls)
                : new PlainBytesVector(rows, offsets(slots, rows), bytes, nulls);
    }

    private static int[] offsets(int[] lengths, int count) {
        int[] offsets = new int[count + 1];
        for (int index = 0; index < count; index++) {
            offsets[index + 1] = offsets[index] + lengths[index];
        }
        return offsets;
    }
}
