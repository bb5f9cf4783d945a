package io.weft.runner.scan;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.runner.format.InputFile;
import io.weft.runner.format.ParquetFooter;
import io.weft.runner.format.ParquetTypes;
import io.weft.stage.FileRange;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
     * @param columns the chunks of the wanted columns, in their order: of each those of its leaves
     */
    record RowGroup(long rows, List<List<ColumnChunkMetaData>> columns) {
        /** The chunks of all wanted columns. */
        List<ColumnChunkMetaData> chunks() {
            return columns.stream().flatMap(List::stream).toList();
        }

        /** The only chunk of a column that is not nested. */
        ColumnChunkMetaData chunk(int column) {
            return columns.get(column).get(0);
        }

        /** The compressed size of the wanted columns. */
        long bytes() {
            return chunks().stream()
                    .mapToLong(ColumnChunkMetaData::getTotalSize)
                    .sum();
        }
    }

    /**
     * Opens the file of a range and finds the wanted columns.
     *
     * @throws WeftException if the file is not the planned one, is damaged, or has other columns
     */
    static ParquetFile open(FileRange range, Schema schema, Configuration configuration) {
        InputFile file = InputFile.open(range, configuration);
        try {
            ParquetMetadata footer = ParquetFooter.read(file);
            List<FileColumn> columns = columns(file, footer.getFileMetaData().getSchema(), schema);
            List<RowGroup> rowGroups = new ArrayList<>();
            for (BlockMetaData block : footer.getBlocks()) {
                if (isIn(range, block)) {
                    rowGroups.add(rowGroup(file, block, columns));
                }
            }
            return new ParquetFile(file, schema, columns, rowGroups);
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

    private static List<FileColumn> columns(InputFile file, MessageType fileSchema, Schema schema) {
        List<FileColumn> columns = new ArrayList<>();
        for (Field field : schema.fields()) {
            if (!fileSchema.containsField(field.name())) {
                throw new WeftException(
                        ErrorCode.COLUMN_NOT_FOUND,
                        "[%s] Cannot read column '%s' (%s): this file has no such column"
                                + " (all files of an input must have the same columns)",
                        file.name(),
                        field.name(),
                        field.type());
            }
            org.apache.parquet.schema.Type column = fileSchema.getType(field.name());
            Optional<Type> type = ParquetTypes.typeOf(column);
            if (!type.equals(Optional.of(field.type()))) {
                throw new WeftException(
                        ErrorCode.TYPE_MISMATCH,
                        "[%s] Cannot read column '%s' as %s: in this file it is %s"
                                + " (all files of an input must have the same columns)",
                        file.name(),
                        field.name(),
                        field.type(),
                        type.<Object>map(known -> known).orElse(column));
            }
            columns.add(FileColumn.of(fileSchema, field.name(), field.type()));
        }
        return columns;
    }

    private static RowGroup rowGroup(InputFile file, BlockMetaData block, List<FileColumn> columns) {
        if (block.getRowCount() < 0) {
            throw file.damaged("a row group would have %d rows".formatted(block.getRowCount()));
        }
        Map<ColumnPath, ColumnChunkMetaData> byPath = new HashMap<>();
        for (ColumnChunkMetaData chunk : block.getColumns()) {
            byPath.put(chunk.getPath(), chunk);
        }
        List<List<ColumnChunkMetaData>> found = new ArrayList<>();
        for (FileColumn column : columns) {
            List<ColumnChunkMetaData> chunks = new ArrayList<>();
            for (ColumnDescriptor leaf : column.leaves()) {
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

    /** The same as the file has them. */
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
