package io.weft.runner.scan;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.PageType;
import org.apache.parquet.io.ParquetDecodingException;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a column without repetition: walks through the pages, tells nulls by their definition levels, and leaves the values to a
 * subclass for each kind of vector.
 */
abstract class LeafDecoder implements ColumnDecoder {
    private final PageReader pages;
    private final Encodings encodings;
    private final int maxDefinitionLevel;
    private final int[] scratch = new int[Batch.MAX_ROWS];

    /** The row of the row group that comes next. */
    private long row;

    /** Slots of the current page that come next, and slots before them that are to be passed when it is opened. */
    private int left;

    private int unopened;
    private boolean isOpen;

    private @Nullable RunLengthDecoder levels;

    /** The values of the current page, or else its ids. */
    private @Nullable PageValues values;

    private @Nullable RunLengthDecoder ids;
    private boolean hasDictionary;

    /** The slots of the current vector that have been filled, and its nulls. */
    private int filled;

    private int capacity;
    private boolean @Nullable [] nulls;

    LeafDecoder(PageReader pages) {
        this.pages = pages;
        this.encodings = new Encodings(pages.column().getPrimitiveType());
        this.maxDefinitionLevel = pages.column().getMaxDefinitionLevel();
    }

    /** The decoder for vectors of a kind. */
    static LeafDecoder of(VectorKind kind, PageReader pages) {
        return switch (kind) {
            case BOOLEAN -> new BooleanDecoder(pages);
            case INT -> new IntDecoder(pages);
            case LONG -> new LongDecoder(pages);
            case DOUBLE -> new DoubleDecoder(pages);
            case DECIMAL -> new DecimalDecoder(pages);
            case BYTES -> new BytesDecoder(pages);
            case LIST, MAP, STRUCT -> throw new IllegalArgumentException("Not a leaf: " + kind);
        };
    }

    /** Makes room for the rows of a new vector. */
    abstract void allocate(int rows);

    /** Keeps the dictionary that ids will refer to. */
    abstract void readDictionary(PageValues entries, int size);

    /** Puts values into the slots from there on. */
    abstract void readValues(PageValues from, int slot, int count);

    /** Puts the values with the first of these ids into the slots from there on. */
    abstract void readIds(int[] someIds, int slot, int count);

    /** Moves the values that lie one after the other from this slot on to the slots that are not null; the others become zero. */
    abstract void spread(boolean[] nulls, int slot, int count, int present);

    /** The vector of the slots since {@link #allocate}. */
    abstract Vector vector(int rows, boolean @Nullable [] nulls);

    @Override
    public final void begin(int rows) {
        allocate(rows);
        capacity = rows;
        filled = 0;
        nulls = null;
    }

    @Override
    public final Vector finish() {
        return vector(filled, nulls);
    }

    @Override
    public final void read(int rows) throws IOException {
        for (int done = 0; done < rows; ) {
            if (left == 0) {
                nextPage();
                continue;
            }
            open();
            int count = Math.min(Math.min(rows - done, left), scratch.length);
            readSlots(count);
            done += count;
            left -= count;
            row += count;
        }
    }

    private void readSlots(int count) {
        int present = present(count);
        if (present < count) {
            boolean[] flags = nulls == null ? new boolean[capacity] : nulls;
            nulls = flags;
            for (int index = 0; index < count; index++) {
                flags[filled + index] = scratch[index] != maxDefinitionLevel;
            }
        }
        if (present > 0) {
            if (ids != null) {
                ids.read(scratch, 0, present);
                readIds(scratch, filled, present);
            } else {
                readValues(Objects.requireNonNull(values), filled, present);
            }
        }
        if (present < count) {
            spread(Objects.requireNonNull(nulls), filled, count, present);
        }
        filled += count;
    }

    /** Takes the definition levels of the next slots, which are in {@link #scratch} then unless all are present. */
    private int present(int count) {
        if (levels == null || levels.passRun(maxDefinitionLevel, count)) {
            return count;
        }
        levels.read(scratch, 0, count);
        int present = 0;
        for (int index = 0; index < count; index++) {
            present += scratch[index] == maxDefinitionLevel ? 1 : 0;
        }
        return present;
    }

    @Override
    public final void skip(long rows) throws IOException {
        long toSkip = rows;
        PageIndex index = pages.index();
        if (index != null && rows > left) {
            long goal = row + rows;
            int page = index.pageOf(goal);
            pages.moveTo(page);
            left = 0;
            row = index.firstRow(page);
            toSkip = goal - row;
        }
        while (toSkip > 0) {
            if (left == 0) {
                nextPage();
                continue;
            }
            int count = (int) Math.min(toSkip, left);
            if (isOpen) {
                skipSlots(count);
            } else {
                unopened += count;
            }
            left -= count;
            row += count;
            toSkip -= count;
        }
    }

    private void skipSlots(int slots) {
        for (int done = 0; done < slots; ) {
            int count = Math.min(slots - done, scratch.length);
            int present = present(count);
            if (ids != null) {
                ids.skip(present);
            } else {
                Objects.requireNonNull(values).skip(present);
            }
            done += count;
        }
    }

    /** The entries of the dictionary, with which the chunk must begin. The decoder is used for nothing else then. */
    final List<Vector> dictionary() throws IOException {
        if (pages.next() != PageType.DICTIONARY_PAGE) {
            throw new ParquetDecodingException("it does not begin with its dictionary");
        }
        Page page = pages.read();
        readDictionary(encodings.dictionary(page.values()), page.slots());
        List<Vector> entries = new ArrayList<>();
        for (int first = 0; first < page.slots(); first += scratch.length) {
            int count = Math.min(scratch.length, page.slots() - first);
            for (int index = 0; index < count; index++) {
                scratch[index] = first + index;
            }
            allocate(count);
            readIds(scratch, 0, count);
            entries.add(vector(count, null));
        }
        return entries;
    }

    /** A vector of one null. */
    final Vector aNull() {
        allocate(1);
        return vector(1, new boolean[] {true});
    }

    private void nextPage() throws IOException {
        PageType type = pages.next();
        if (type == null) {
            throw new ParquetDecodingException("its pages end before its rows do");
        }
        if (type == PageType.DICTIONARY_PAGE) {
            if (hasDictionary || pages.hasPassedRows()) {
                throw new ParquetDecodingException("a dictionary behind other pages");
            }
            Page page = pages.read();
            readDictionary(encodings.dictionary(page.values()), page.slots());
            hasDictionary = true;
            return;
        }
        left = pages.slots();
        isOpen = false;
        unopened = 0;
        PageIndex index = pages.index();
        if (index != null && (pages.page() >= index.pages() || left != index.rows(pages.page()))) {
            throw new ParquetDecodingException(
                    "page %d has %d rows, and the offset index says otherwise".formatted(pages.page(), left));
        }
    }

    private void open() throws IOException {
        if (isOpen) {
            return;
        }
        Page page = pages.read();
        isOpen = true;
        levels = page.definitionLevels();
        ids = null;
        values = null;
        if (page.encoding().usesDictionary()) {
            if (!hasDictionary) {
                throw new ParquetDecodingException("ids without a dictionary");
            }
            // A page of nulls alone may have no byte for the width.
            int width = page.values().hasRemaining() ? page.values().get() : 0;
            ids = new RunLengthDecoder(page.values(), width);
        } else {
            values = encodings.values(page.encoding(), page.values());
        }
        skipSlots(unopened);
    }

    /** Whether a slot of the current vector that has been filled is null. */
    final boolean isNull(int slot) {
        return nulls != null && nulls[slot];
    }

    final ColumnDescriptor column() {
        return pages.column();
    }

    @Override
    public final long position() {
        return pages.position();
    }
}
