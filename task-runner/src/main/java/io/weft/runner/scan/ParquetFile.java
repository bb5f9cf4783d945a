package io.weft.runner.scan;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.PlanNode.Scan;
import io.weft.runner.format.InputFile;
import io.weft.runner.format.ParquetFooter;
import io.weft.runner.format.ParquetFormat;
import io.weft.runner.format.ParquetTypes;
import io.weft.runner.format.Widening;
import io.weft.stage.FileRange;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** An open Parquet file, with the wanted columns found in it. */
final class ParquetFile implements AutoCloseable {
    /** What every file begins with. */
    private static final int MAGIC_BYTES = 4;

    private final InputFile file;
    private final Schema schema;
    private final List<FileColumn> columns;
    private final List<RowGroup> rowGroups;

    private ParquetFile(InputFile file, Schema schema, List<FileColumn> columns, List<RowGroup> rowGroups) {
        this.file = file;
        this.schema = schema;
        this.columns = columns;
        this.rowGroups = rowGroups;
    }

    /**
     * A row group of the range.
     *
     * @param columns the chunks of the wanted columns, in their order: of each those of its leaves, none for a column that the file
     *     does not have
     */
    record RowGroup(long rows, List<List<ColumnChunkMetaData>> columns) {
        /** The chunks of all wanted columns. */
        Stream<ColumnChunkMetaData> chunks() {
            return columns.stream().flatMap(List::stream);
        }

        /** The chunk of a column that the file has and that is not nested. */
        ColumnChunkMetaData chunk(int column) {
            return columns.get(column).get(0);
        }

        /** The compressed size of the wanted columns. */
        long bytes() {
            return chunks().mapToLong(ColumnChunkMetaData::getTotalSize).sum();
        }

        /** The size of the wanted columns without compression. */
        long uncompressedBytes() {
            return chunks().mapToLong(ColumnChunkMetaData::getTotalUncompressedSize)
                    .sum();
        }
    }

    /**
     * Opens the file of a range and finds the wanted columns.
     *
     * @throws WeftException if the file is not the planned one, is damaged, or has a column of another type that cannot be widened
     */
    static ParquetFile open(FileRange range, Scan scan, Configuration configuration) {
        InputFile file = InputFile.open(range, configuration);
        try {
            ParquetMetadata footer = ParquetFooter.read(file);
            MessageType fileSchema = footer.getFileMetaData().getSchema();
            List<FileColumn> columns = columns(file, fileSchema, scan, configuration);
            List<RowGroup> rowGroups = new ArrayList<>();
            for (BlockMetaData block : footer.getBlocks()) {
                if (isIn(range, block)) {
                    rowGroups.add(rowGroup(file, fileSchema, block, columns));
                }
            }
            return new ParquetFile(file, scan.schema(), columns, rowGroups);
        } catch (RuntimeException e) {
            file.close();
            throw e instanceof WeftException failure ? failure : file.damaged("its footer makes no sense", e);
        }
    }

    /** A row group belongs to the range that holds its middle. */
    private static boolean isIn(FileRange range, BlockMetaData block) {
        long middle = block.getStartingPos() + block.getCompressedSize() / 2;
        long within = Math.max(0, Math.min(middle, range.fileLength() - 1));
        return within >= range.offset() && within < range.end();
    }

    private static List<FileColumn> columns(
            InputFile file, MessageType fileSchema, Scan scan, Configuration configuration) {
        List<FileColumn> columns = new ArrayList<>();
        for (Field field : scan.schema().fields()) {
            if (!fileSchema.containsField(field.name())) {
                columns.add(new FileColumn(field, field.type(), null));
                continue;
            }
            org.apache.parquet.schema.Type column = fileSchema.getType(field.name());
            Optional<Type> type = ParquetTypes.typeOf(column);
            if (type.isEmpty() || !Widening.isSafe(type.get(), field.type())) {
                throw new WeftException(
                        ErrorCode.TYPE_MISMATCH,
                        "[%s] Cannot read column '%s' as %s, which it is in %s: in this file it is %s"
                                + " (read files whose columns have one type, or types that can be widened to that of the first)",
                        file.name(),
                        field.name(),
                        field.type(),
                        ParquetFormat.nameOfFirst(scan.input(), configuration),
                        type.<Object>map(known -> known).orElse(column));
            }
            columns.add(new FileColumn(field, type.get(), ColumnLayout.of(fileSchema, field.name(), type.get())));
        }
        return columns;
    }

    private static RowGroup rowGroup(
            InputFile file, MessageType fileSchema, BlockMetaData block, List<FileColumn> columns) {
        if (block.getRowCount() < 0) {
            throw file.damaged("a row group would have %d rows".formatted(block.getRowCount()));
        }
        Map<ColumnPath, ColumnChunkMetaData> byPath = new HashMap<>();
        for (ColumnChunkMetaData chunk : block.getColumns()) {
            boolean isFlat = fileSchema.getMaxRepetitionLevel(chunk.getPath().toArray()) == 0;
            if (isFlat && chunk.getValueCount() != block.getRowCount()) {
                throw file.damaged("column '%s' would have %d values in %d rows"
                        .formatted(chunk.getPath().toDotString(), chunk.getValueCount(), block.getRowCount()));
            }
            byPath.put(chunk.getPath(), chunk);
        }
        List<List<ColumnChunkMetaData>> found = new ArrayList<>();
        for (FileColumn column : columns) {
            List<ColumnChunkMetaData> chunks = new ArrayList<>();
            for (ColumnDescriptor leaf : column.layout() == null
                    ? List.<ColumnDescriptor>of()
                    : column.present().leaves()) {
                ColumnPath path = ColumnPath.get(leaf.getPath());
                chunks.add(checked(file, path.toDotString(), byPath.get(path)));
            }
            found.add(chunks);
        }
        return new RowGroup(block.getRowCount(), found);
    }

    private static ColumnChunkMetaData checked(InputFile file, String name, @Nullable ColumnChunkMetaData chunk) {
        if (chunk == null) {
            throw file.damaged("a row group lacks the column '%s'".formatted(name));
        }
        long start = chunk.getStartingPos();
        long size = chunk.getTotalSize();
        if (start < MAGIC_BYTES || size < 0 || size > file.length() - start) {
            throw file.damaged("column '%s' would have %d bytes at byte %d of a file of %d"
                    .formatted(name, size, start, file.length()));
        }
        return chunk;
    }

    InputFile file() {
        return file;
    }

    /** The wanted columns. */
    Schema schema() {
        return schema;
    }

    /** The same as the file has them, in their order. */
    List<FileColumn> columns() {
        return columns;
    }

    List<RowGroup> rowGroups() {
        return rowGroups;
    }

    @Override
    public void close() {
        file.close();
    }
}
