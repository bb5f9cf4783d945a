package io.weft.runner.scan;

import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorBuilder;
import io.weft.type.Type;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.parquet.format.PageType;
import org.apache.parquet.io.ParquetDecodingException;
import org.jspecify.annotations.Nullable;

/** Reads a leaf of a nested column row by row: the levels as they are, the values through a decoder of the leaf's type. */
final class LevelReader implements LeafLevels {
    private final PageReader pages;
    private final LeafDecoder decoder;
    private final Encodings encodings;
    private final Type type;
    private final long mostEntries;
    private final int maxDefinition;

    /** The levels of the current page, and the entry that comes next. */
    private int[] pageDefinition = new int[0];

    private int[] pageRepetition = new int[0];
    private int pageEntries;
    private int next;

    /** The values of the current page, or else its ids. */
    private @Nullable PageValues pageValues;

    private @Nullable RunLengthDecoder ids;
    private boolean hasDictionary;

    /** The row of the row group that comes next. */
    private long row;

    /** What has been read. */
    private int[] definition = new int[0];

    private int[] repetition = new int[0];
    private int count;
    private List<Vector> pieces = new ArrayList<>();
    private Vector values;

    /**
     * A reader of values of this type; the decoder reads no pages itself.
     *
     * @param mostEntries those of the column chunk
     */
    LevelReader(PageReader pages, LeafDecoder decoder, Type type, long mostEntries) {
        this.pages = pages;
        this.decoder = decoder;
        this.encodings = new Encodings(pages.column().getPrimitiveType());
        this.type = type;
        this.mostEntries = mostEntries;
        this.maxDefinition = pages.column().getMaxDefinitionLevel();
        this.values = VectorBuilder.of(type, 0).build();
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int[] definition() {
        return definition;
    }

    @Override
    public int[] repetition() {
        return repetition;
    }

    @Override
    public Vector values() {
        return values;
    }

    long position() {
        return pages.position();
    }

    void begin() {
        count = 0;
        pieces = new ArrayList<>();
    }

    /** Reads the entries of the next rows. A row may go on in the next page. */
    void read(int rows) throws IOException {
        advance(rows, /* isKept= */ true);
    }

    /** Passes the next rows; pages of which the file's index tells that they hold nothing else are not read. */
    void skip(long rows) throws IOException {
        long left = rows;
        PageIndex index = pages.index();
        if (index != null) {
            int page = index.pageOf(row + rows);
            if (page >= pages.page()) {
                pages.moveTo(page);
                left = row + rows - index.firstRow(page);
                row = index.firstRow(page);
                next = pageEntries;
            }
        }
        if (left > 0) {
            advance(left, /* isKept= */ false);
        }
    }

    private void advance(long rows, boolean isKept) throws IOException {
        long begun = 0;
        while (true) {
            if (next == pageEntries && !nextPage()) {
                if (begun < rows) {
                    throw new ParquetDecodingException("its pages end before its rows do");
                }
                break;
            }
            if (begun == 0 && pageRepetition[next] > 0) {
                throw new ParquetDecodingException("a page begins within a row that no page has begun");
            }
            int end = next;
            while (end < pageEntries && (pageRepetition[end] > 0 || begun < rows)) {
                begun += pageRepetition[end++] == 0 ? 1 : 0;
            }
            take(end - next, isKept);
            if (next < pageEntries) {
                break;
            }
        }
        row += rows;
    }

    private void take(int entries, boolean isKept) {
        int present = 0;
        for (int entry = next; entry < next + entries; entry++) {
            present += pageDefinition[entry] == maxDefinition ? 1 : 0;
        }
        if (isKept) {
            keepLevels(entries);
            keepValues(present);
        } else if (ids != null) {
            ids.skip(present);
        } else {
            Objects.requireNonNull(pageValues).skip(present);
        }
        next += entries;
    }

    private void keepLevels(int entries) {
        if (definition.length < count + entries) {
            definition = Arrays.copyOf(definition, Math.max(count + entries, 2 * count));
            repetition = Arrays.copyOf(repetition, definition.length);
        }
        System.arraycopy(pageDefinition, next, definition, count, entries);
        System.arraycopy(pageRepetition, next, repetition, count, entries);
        count += entries;
    }

    private void keepValues(int present) {
        if (present == 0) {
            return;
        }
        decoder.allocate(present);
        RunLengthDecoder pageIds = ids;
        if (pageIds != null) {
            int[] some = new int[present];
            pageIds.read(some, 0, present);
            decoder.readIds(some, 0, present);
        } else {
            decoder.readValues(Objects.requireNonNull(pageValues), 0, present);
        }
        pieces.add(decoder.vector(present, null));
    }

    /** Makes one vector of the values. */
    void finish() {
        if (pieces.size() == 1) {
            values = pieces.get(0);
            return;
        }
        VectorBuilder builder =
                VectorBuilder.of(type, pieces.stream().mapToInt(Vector::size).sum());
        for (Vector piece : pieces) {
            for (int slot = 0; slot < piece.size(); slot++) {
                builder.append(piece, slot);
            }
        }
        values = builder.build();
    }

    /** Opens the next page that has entries; returns false where there is none. */
    private boolean nextPage() throws IOException {
        for (PageType found = pages.next(); found != null; found = pages.next()) {
            if (found == PageType.DICTIONARY_PAGE) {
                if (hasDictionary || pages.hasPassedRows()) {
                    throw new ParquetDecodingException("a dictionary behind other pages");
                }
                Page page = pages.read();
                decoder.readDictionary(encodings.dictionary(page.values()), page.slots());
                hasDictionary = true;
            } else if (pages.slots() != 0) {
                open(pages.read());
                return true;
            }
        }
        return false;
    }

    private void open(Page page) {
        if (page.slots() > mostEntries) {
            throw new ParquetDecodingException("a page of %d values".formatted(page.slots()));
        }
        pageEntries = page.slots();
        next = 0;
        pageDefinition = levels(page.definitionLevels(), pageEntries);
        pageRepetition = levels(page.repetitionLevels(), pageEntries);
        checkRows();
        ids = null;
        pageValues = null;
        if (page.encoding().usesDictionary()) {
            if (!hasDictionary) {
                throw new ParquetDecodingException("ids without a dictionary");
            }
            // A page of nulls alone may have no byte for the width.
            ids = new RunLengthDecoder(
                    page.values(), page.values().hasRemaining() ? page.values().get() : 0);
        } else {
            pageValues = encodings.values(page.encoding(), page.values());
        }
    }

    /** Pages of an index begin with rows, as many as it says. */
    private void checkRows() {
        PageIndex index = pages.index();
        if (index == null) {
            return;
        }
        int page = pages.page() - 1;
        int rows = 0;
        for (int entry = 0; entry < pageEntries; entry++) {
            rows += pageRepetition[entry] == 0 ? 1 : 0;
        }
        if (page >= index.pages() || pageRepetition[0] != 0 || rows != index.rows(page)) {
            throw new ParquetDecodingException(
                    "page %d begins %d rows, and the offset index says otherwise".formatted(page, rows));
        }
    }

    private static int[] levels(@Nullable RunLengthDecoder decoder, int count) {
        int[] levels = new int[count];
        if (decoder != null) {
            decoder.read(levels, 0, count);
        }
        return levels;
    }
}
