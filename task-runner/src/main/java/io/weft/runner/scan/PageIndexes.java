package io.weft.runner.scan;

import io.weft.error.WeftException;
import io.weft.expr.Expression;
import io.weft.expr.Expressions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.internal.hadoop.metadata.IndexReference;
import org.apache.parquet.io.ParquetDecodingException;
import org.jspecify.annotations.Nullable;

/** Reads the page index of a row group: where the pages of the wanted columns lie, and between what their values are. */
final class PageIndexes {
    private final ParquetFile file;
    private final ParquetFile.RowGroup group;
    private final FilePieces pieces;

    private PageIndexes(ParquetFile file, ParquetFile.RowGroup group, FilePieces pieces) {
        this.file = file;
        this.group = group;
        this.pieces = pieces;
    }

    /** The rows that may meet the filters, with the places of their pages. */
    static RowGroupPlan plan(ParquetFile file, ParquetFile.RowGroup group, List<Expression> filters) {
        BitSet asked = new BitSet();
        filters.forEach(filter -> asked.or(Expressions.columns(filter)));
        List<ByteRanges.ByteRange> needs = new ArrayList<>();
        for (int column = 0; column < group.columns().size(); column++) {
            for (ColumnChunkMetaData chunk : group.columns().get(column)) {
                needs.add(range(file, chunk.getOffsetIndexReference()));
                if (asked.get(column)) {
                    needs.add(range(file, chunk.getColumnIndexReference()));
                }
            }
        }
        PageIndexes indexes = new PageIndexes(file, group, new ByteRanges(needs).read(file.file()));
        List<List<@Nullable PageIndex>> pages = new ArrayList<>();
        Map<Integer, ColumnPages> columns = new HashMap<>();
        for (int column = 0; column < group.columns().size(); column++) {
            List<@Nullable PageIndex> leaves = new ArrayList<>();
            for (ColumnChunkMetaData chunk : group.columns().get(column)) {
                leaves.add(indexes.pages(column, chunk));
            }
            pages.add(leaves);
            boolean isFlat =
                    leaves.size() == 1 && !file.columns().get(column).stored().isNested();
            PageIndex index = isFlat && asked.get(column) ? leaves.get(0) : null;
            ColumnPages values = index == null ? null : indexes.values(column, index);
            if (values != null) {
                columns.put(column, values);
            }
        }
        RowRanges rows =
                columns.isEmpty() ? RowRanges.all(group.rows()) : new PageFilter(columns, group.rows()).rows(filters);
        return new RowGroupPlan(group, rows, pages);
    }

    private static ByteRanges.ByteRange range(ParquetFile file, @Nullable IndexReference reference) {
        if (reference == null) {
            return new ByteRanges.ByteRange(0, 0);
        }
        long start = reference.getOffset();
        if (start < 0
                || reference.getLength() < 0
                || reference.getLength() > file.file().length() - start) {
            throw file.file()
                    .damaged("a page index would have %d bytes at byte %d of a file of %d"
                            .formatted(reference.getLength(), start, file.file().length()));
        }
        return new ByteRanges.ByteRange(start, start + reference.getLength());
    }

    private @Nullable PageIndex pages(int column, ColumnChunkMetaData chunk) {
        IndexReference reference = chunk.getOffsetIndexReference();
        if (reference == null || group.rows() == 0) {
            return null;
        }
        try {
            return new PageIndex(
                    ParquetMetadataConverter.fromParquetOffsetIndex(Util.readOffsetIndex(bytes(reference))),
                    group.rows(),
                    chunk.getStartingPos(),
                    chunk.getStartingPos() + chunk.getTotalSize());
        } catch (IOException | RuntimeException e) {
            throw damaged(column, reference, e);
        }
    }

    private @Nullable ColumnPages values(int column, PageIndex index) {
        ColumnChunkMetaData chunk = group.chunk(column);
        IndexReference reference = chunk.getColumnIndexReference();
        if (reference == null || !ColumnPages.hasOrder(chunk.getPrimitiveType())) {
            return null;
        }
        try {
            ColumnIndex values = ParquetMetadataConverter.fromParquetColumnIndex(
                    chunk.getPrimitiveType(), Util.readColumnIndex(bytes(reference)));
            return values == null
                    ? null
                    : new ColumnPages(values, file.columns().get(column), index);
        } catch (IOException | RuntimeException e) {
            throw damaged(column, reference, e);
        }
    }

    private InputStream bytes(IndexReference reference) {
        FilePieces.Piece piece = pieces.at(reference.getOffset());
        if (piece == null) {
            throw new ParquetDecodingException("it has no bytes");
        }
        return new ByteArrayInputStream(
                piece.bytes(), (int) (reference.getOffset() - piece.start()), reference.getLength());
    }

    private WeftException damaged(int column, IndexReference reference, Exception cause) {
        return file.file()
                .damaged(
                        "the page index of column '%s' at byte %d cannot be understood"
                                .formatted(file.schema().field(column).name(), reference.getOffset()),
                        cause);
    }
}
