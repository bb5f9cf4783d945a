package io.weft.runner.format;

import io.weft.plan.ColumnStatistics;
import io.weft.plan.Input;
import io.weft.plan.TableStatistics;
import io.weft.type.DecimalType;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.parquet.column.EncodingStats;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** What the footers of a few of an input's files say of all its rows. */
final class ParquetStatistics {
    /** Footers to read: the first file's, the last one's, and some between them. */
    private static final int MOST_FILES = 4;

    /** Ids in a dictionary of more bits are not shorter than the values that they stand for. */
    private static final double MOST_ID_BITS = 20;

    private final Map<String, Column> columns = new HashMap<>();
    private double rows;
    private double bytes;

    private ParquetStatistics() {}

    /** An estimate: files that are not looked at are taken to be like the others. */
    static TableStatistics of(Input input, Configuration configuration) {
        List<FileStatus> files = InputFiles.list(input, configuration);
        ParquetStatistics found = new ParquetStatistics();
        for (FileStatus file : some(files)) {
            found.add(file, configuration);
        }
        double all = files.stream().mapToDouble(FileStatus::getLen).sum();
        return found.scaled(found.bytes == 0 ? 0 : all / found.bytes);
    }

    private static List<FileStatus> some(List<FileStatus> files) {
        List<FileStatus> some = new ArrayList<>();
        int count = Math.min(MOST_FILES, files.size());
        for (int place = 0; place < count; place++) {
            some.add(files.get(count == 1 ? 0 : (int) ((long) place * (files.size() - 1) / (count - 1))));
        }
        return some;
    }

    private void add(FileStatus status, Configuration configuration) {
        bytes += status.getLen();
        try (InputFile file = InputFile.open(status, configuration)) {
            for (BlockMetaData group : ParquetFooter.read(file).getBlocks()) {
                rows += group.getRowCount();
                for (ColumnChunkMetaData chunk : group.getColumns()) {
                    if (chunk.getPath().size() == 1) {
                        columns.computeIfAbsent(chunk.getPath().toArray()[0], name -> new Column())
                                .add(chunk);
                    }
                }
            }
        }
    }

    private TableStatistics scaled(double factor) {
        Map<String, ColumnStatistics> known = new HashMap<>();
        columns.forEach((name, column) -> known.put(name, column.statistics(rows * factor)));
        return new TableStatistics(rows * factor, known);
    }

    /** What its chunks say of a column. */
    private static final class Column {
        private double low = Double.POSITIVE_INFINITY;
        private double high = Double.NEGATIVE_INFINITY;
        private boolean hasRange = true;
        private boolean hasDictionaries = true;
        private double values;
        private double valueBytes;
        private double step = 1;
        private boolean isText;

        void add(ColumnChunkMetaData chunk) {
            values += chunk.getValueCount();
            valueBytes += chunk.getTotalUncompressedSize();
            EncodingStats encodings = chunk.getEncodingStats();
            hasDictionaries &= encodings != null && !encodings.hasNonDictionaryEncodedPages();
            Optional<Type> type = ParquetTypes.typeOf(chunk.getPrimitiveType());
            isText = type.filter(own -> own.equals(Type.STRING) || own.equals(Type.BINARY))
                    .isPresent();
            boolean isNumber = switch (chunk.getPrimitiveType().getPrimitiveTypeName()) {
                case INT32, INT64, FLOAT, DOUBLE -> true;
                default -> false;
            };
            Statistics<?> statistics = chunk.getStatistics();
            if (!isNumber || statistics == null || !statistics.hasNonNullValue()) {
                hasRange &= isNumber && statistics != null && statistics.isNumNullsSet();
                return;
            }
            if (type.isPresent() && type.get() instanceof DecimalType decimal) {
                step = Math.pow(10, -decimal.scale());
            }
            if (isFloating(chunk)) {
                step = 0;
            }
            low = Math.min(low, scaled(statistics.genericGetMin()));
            high = Math.max(high, scaled(statistics.genericGetMax()));
        }

        private static boolean isFloating(ColumnChunkMetaData chunk) {
            PrimitiveTypeName physical = chunk.getPrimitiveType().getPrimitiveTypeName();
            return physical == PrimitiveTypeName.FLOAT || physical == PrimitiveTypeName.DOUBLE;
        }

        private double scaled(Comparable<?> value) {
            return ((Number) value).doubleValue() * (step == 0 ? 1 : step);
        }

        ColumnStatistics statistics(double rows) {
            double distinct = rows;
            if (hasRange && high >= low && step > 0) {
                distinct = Math.min(distinct, (high - low) / step + 1);
            }
            double bits = Byte.SIZE * valueBytes / Math.max(1, values);
            if (hasDictionaries && bits < MOST_ID_BITS) {
                // Most of the bytes are ids into the dictionary.
                distinct = Math.min(distinct, Math.pow(2, Math.ceil(bits)));
            }
            double width = isText ? Math.max(bits / Byte.SIZE, Integer.BYTES) : Double.BYTES;
            ColumnStatistics known = ColumnStatistics.of(rows, distinct, width);
            return hasRange && high >= low ? known.between(low, high) : known;
        }
    }
}
