package io.weft.runner.scan;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/** What a file's column index tells of the values in each page of a column chunk. */
final class ColumnPages {
    // The index makes each of these lists anew whenever it is asked for it.
    private final List<Boolean> nullPages;
    private final List<ByteBuffer> least;
    private final List<ByteBuffer> greatest;
    private final @Nullable List<Long> nullCounts;
    private final PrimitiveType stored;
    private final FileColumn column;
    private final PageIndex pages;

    /**
     * @throws ParquetDecodingException if the index is not of these pages
     */
    ColumnPages(ColumnIndex index, FileColumn column, PageIndex pages) {
        this.nullPages = index.getNullPages();
        this.least = index.getMinValues();
        this.greatest = index.getMaxValues();
        this.nullCounts = index.getNullCounts();
        int count = pages.pages();
        boolean isWhole = nullPages.size() == count
                && least.size() == count
                && greatest.size() == count
                && (nullCounts == null || nullCounts.size() == count);
        if (!isWhole) {
            throw new ParquetDecodingException(
                    "the column index has not one entry for each of %d pages".formatted(count));
        }
        this.stored = column.leaf().getPrimitiveType();
        this.column = column;
        this.pages = pages;
    }

    PageIndex pages() {
        return pages;
    }

    /** The range of the values in a page. */
    ValueRange range(int page) {
        if (nullPages.get(page)) {
            return ValueRange.ofNulls();
        }
        boolean mayHaveNulls = nullCounts == null || nullCounts.get(page) > 0;
        ValueRange range = ValueRange.of(
                value(least.get(page)),
                value(greatest.get(page)),
                mayHaveNulls,
                /* mayHaveValues= */ true,
                column.stored(),
                stored);
        return range.widened(column.wanted().type());
    }

    /** Whether the bounds of pages are in the order that values are compared in. */
    static boolean hasOrder(PrimitiveType stored) {
        return stored.getPrimitiveTypeName() != PrimitiveTypeName.INT96;
    }

    private Object value(ByteBuffer bytes) {
        ByteBuffer in = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        return switch (stored.getPrimitiveTypeName()) {
            case BOOLEAN -> in.get() != 0;
            case INT32 -> in.getInt();
            case INT64 -> in.getLong();
            case FLOAT -> in.getFloat();
            case DOUBLE -> in.getDouble();
            case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> Binary.fromConstantByteBuffer(in);
        };
    }
}
