package io.weft.runner.scan;

import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorBuilder;
import io.weft.type.Type;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/** Reads a leaf of a nested column row by row: the levels as they are, the values through a decoder of the leaf's type. */
final class LevelReader implements LeafLevels {
    private final PageReader pages;
    private final LeafDecoder decoder;
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

    /** What has been read. */
    private int[] definition = new int[0];

    private int[] repetition = new int[0];
    private int count;
    private Vector values;

    /**
     * A reader of values of this type; the decoder reads no pages itself.
     *
     * @param mostEntries those of the column chunk
     */
    LevelReader(PageReader pages, LeafDecoder decoder, Type type, long mostEntries) {
        this.pages = pages;
        this.decoder = decoder;
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

    /** Reads the entries of the next rows. A row may go on in the next page. */
    void read(int rows) throws IOException {
        count = 0;
        List<Vector> pieces = new ArrayList<>();
        int begun = 0;
        while (true) {
            if (next == pageEntries && !nextPage()) {
                if (begun < rows) {
                    throw new ParquetDecodingException("its pages end before its rows do");
                }
                break;
            }
            int end = next;
            while (end < pageEntries && (pageRepetition[end] > 0 || begun < rows)) {
                begun += pageRepetition[end++] == 0 ? 1 : 0;
            }
            if (begun == 0) {
                throw new ParquetDecodingException("a page begins within a row that no page has begun");
            }
            take(end - next, pieces);
            if (next < pageEntries) {
                break;
            }
        }
        values = joined(pieces);
    }

    private void take(int entries, List<Vector> pieces) {
        if (definition.length < count + entries) {
            definition = Arrays.copyOf(definition, Math.max(count + entries, 2 * count));
            repetition = Arrays.copyOf(repetition, definition.length);
        }
        System.arraycopy(pageDefinition, next, definition, count, entries);
        System.arraycopy(pageRepetition, next, repetition, count, entries);
        int present = 0;
        for (int entry = next; entry < next + entries; entry++) {
            present += pageDefinition[entry] == maxDefinition ? 1 : 0;
        }
        next += entries;
        count += entries;
        if (present == 0) {
            return;
        }
        decoder.begin(present);
        RunLengthDecoder pageIds = ids;
        if (pageIds != null) {
            int[] some = new int[present];
            pageIds.read(some, 0, present);
            decoder.readIds(some, 0, present);
        } else {
            decoder.readValues(Objects.requireNonNull(pageValues), 0, present);
        }
        pieces.add(decoder.finish(present, null));
    }

    private Vector joined(List<Vector> pieces) {
        if (pieces.size() == 1) {
            return pieces.get(0);
        }
        VectorBuilder builder =
                VectorBuilder.of(type, pieces.stream().mapToInt(Vector::size).sum());
        for (Vector piece : pieces) {
            for (int slot = 0; slot < piece.size(); slot++) {
                builder.append(piece, slot);
            }
        }
        return builder.build();
    }

    /** Opens the next page that has entries; returns false where there is none. */
    private boolean nextPage() throws IOException {
        for (Page page = pages.next(); page != null; page = pages.next()) {
            if (page.isDictionary()) {
                PageValues entries = new PlainValues(page.values(), LeafDecoder.fixedLength(pages.column()));
                decoder.readDictionary(
                        ConvertedValues.of(entries, pages.column().getPrimitiveType()), page.slots());
                hasDictionary = true;
            } else if (page.slots() != 0) {
                open(page);
                return true;
            }
        }
        return false;
    }

    private void open(Page page) throws IOException {
        if (page.slots() < 0 || page.slots() > mostEntries) {
            throw new ParquetDecodingException("a page of %d values".formatted(page.slots()));
        }
        pageEntries = page.slots();
        next = 0;
        pageDefinition = levels(page.definitionLevels(), pageEntries);
        pageRepetition = levels(page.repetitionLevels(), pageEntries);
        ids = null;
        pageValues = null;
        ByteBuffer in = page.values();
        if (page.encoding().usesDictionary()) {
            if (!hasDictionary) {
                throw new ParquetDecodingException("ids without a dictionary");
            }
            // A page of nulls alone may have no byte for the width.
            ids = new RunLengthDecoder(in, in.hasRemaining() ? in.get() : 0);
        } else if (page.encoding() == Encoding.PLAIN
                && pages.column().getPrimitiveType().getPrimitiveTypeName() != PrimitiveTypeName.BOOLEAN) {
            pageValues = converted(new PlainValues(in, LeafDecoder.fixedLength(pages.column())));
        } else {
            pageValues = converted(new LibraryValues(pages.column(), page.encoding(), page.slots(), in));
        }
    }

    private PageValues converted(PageValues raw) {
        return ConvertedValues.of(raw, pages.column().getPrimitiveType());
    }

    private static int[] levels(@Nullable RunLengthDecoder decoder, int count) {
        int[] levels = new int[count];
        if (decoder != null) {
            decoder.read(levels, 0, count);
        }
        return levels;
    }
}
