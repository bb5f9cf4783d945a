package io.weft.runner.scan;

import io.weft.runner.vector.Vector;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a column without repetition: walks through the pages, tells nulls by their definition levels, and leaves the values to a
 * subclass for each kind of vector.
 */
abstract class LeafDecoder implements ColumnDecoder {
    private static final int INT96_BYTES = 12;
    private static final int[] NONE = new int[0];

    private final PageReader pages;
    private final int maxDefinitionLevel;
    private int[] scratch = NONE;

    /** Slots of the current page that have not been decoded. */
    private int left;

    private @Nullable RunLengthDecoder levels;

    /** The values of the current page, or else its ids. */
    private @Nullable PageValues values;

    private @Nullable RunLengthDecoder ids;
    private boolean hasDictionary;

    LeafDecoder(PageReader pages) {
        this.pages = pages;
        this.maxDefinitionLevel = pages.column().getMaxDefinitionLevel();
    }

    /** Makes room for the rows of a new vector. */
    abstract void begin(int rows);

    /** Keeps the dictionary that ids will refer to. */
    abstract void readDictionary(PageValues entries, int size);

    /** Puts values into the slots from there on. */
    abstract void readValues(PageValues from, int slot, int count);

    /** Puts the values with the first of these ids into the slots from there on. */
    abstract void readIds(int[] someIds, int slot, int count);

    /** Moves the values that lie one after the other from this slot on to the slots that are not null; the others become zero. */
    abstract void spread(boolean[] nulls, int slot, int count, int present);

    /** The vector of the slots since {@link #begin}. */
    abstract Vector finish(int rows, boolean @Nullable [] nulls);

    @Override
    public final Vector decode(int rows) throws IOException {
        begin(rows);
        if (scratch.length < rows) {
            scratch = new int[rows];
        }
        boolean[] nulls = null;
        for (int done = 0; done < rows; ) {
            while (left == 0) {
                nextPage();
            }
            int count = Math.min(rows - done, left);
            int present = count;
            if (levels != null) {
                levels.read(scratch, 0, count);
                present = countPresent(count);
            }
            if (present < count) {
                nulls = nulls == null ? new boolean[rows] : nulls;
                markNulls(nulls, done, count);
            }
            read(done, present);
            if (present < count) {
                spread(Objects.requireNonNull(nulls), done, count, present);
            }
            done += count;
            left -= count;
        }
        return finish(rows, nulls);
    }

    private int countPresent(int count) {
        int present = 0;
        for (int index = 0; index < count; index++) {
            if (scratch[index] == maxDefinitionLevel) {
                present++;
            }
        }
        return present;
    }

    private void markNulls(boolean[] nulls, int slot, int count) {
        for (int index = 0; index < count; index++) {
            nulls[slot + index] = scratch[index] != maxDefinitionLevel;
        }
    }

    private void read(int slot, int present) {
        if (present == 0) {
            return;
        }
        if (ids != null) {
            ids.read(scratch, 0, present);
            readIds(scratch, slot, present);
        } else {
            readValues(Objects.requireNonNull(values), slot, present);
        }
    }

    private void nextPage() throws IOException {
        Page page = pages.next();
        if (page == null) {
            throw new ParquetDecodingException("its pages end before its rows do");
        }
        if (page.isDictionary()) {
            readDictionary(converted(new PlainValues(page.values(), fixedLength())), page.slots());
            hasDictionary = true;
            return;
        }
        if (page.slots() < 0) {
            throw new ParquetDecodingException("a page of %d rows".formatted(page.slots()));
        }
        left = page.slots();
        levels = page.definitionLevels();
        ids = null;
        values = null;
        ByteBuffer in = page.values();
        if (page.encoding().usesDictionary()) {
            if (!hasDictionary) {
                throw new ParquetDecodingException("ids without a dictionary");
            }
            // A page of nulls alone may have no byte for the width.
            int width = in.hasRemaining() ? in.get() : 0;
            ids = new RunLengthDecoder(in, width);
        } else if (page.encoding() == Encoding.PLAIN
                && column().getPrimitiveType().getPrimitiveTypeName() != PrimitiveTypeName.BOOLEAN) {
            values = converted(new PlainValues(in, fixedLength()));
        } else {
            values = converted(new LibraryValues(column(), page.encoding(), page.slots(), in));
        }
    }

    private PageValues converted(PageValues raw) {
        return ConvertedValues.of(raw, column().getPrimitiveType());
    }

    private int fixedLength() {
        return fixedLength(column());
    }

    /** The bytes of each value where they are as many for all, else 0. */
    static int fixedLength(ColumnDescriptor column) {
        return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
            case FIXED_LEN_BYTE_ARRAY -> column.getPrimitiveType().getTypeLength();
            case INT96 -> INT96_BYTES;
            default -> 0;
        };
    }

    final ColumnDescriptor column() {
        return pages.column();
    }

    @Override
    public final long position() {
        return pages.position();
    }
}
