package io.weft.examples.tpch;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** A Parquet file of the rows of a table, compressed with zstd. */
final class TableFile {
    private static final long MOST_PADDING = 8 << 20;

    private TableFile() {}

    /** The writer of a new file, which its owner closes. */
    static <E> ParquetWriter<E> create(
            String table, List<TableColumn<E>> columns, Path path, long blockSize, Configuration configuration)
            throws IOException {
        return new Builder<>(HadoopOutputFile.fromPath(path, configuration), new RowWriter<>(table, columns))
                .withConf(configuration)
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize(blockSize)
                // A row group never crosses the end of a block; what is left of one stays empty where it is too small
                // for another.
                .withMaxPaddingSize((int) Math.min(blockSize / 16, MOST_PADDING))
                .build();
    }

    private static final class Builder<E> extends ParquetWriter.Builder<E, Builder<E>> {
        private final RowWriter<E> rows;

        Builder(OutputFile file, RowWriter<E> rows) {
            super(file);
            this.rows = rows;
        }

        @Override
        protected Builder<E> self() {
            return this;
        }

        // Deprecated, and still the only one that must be there.
        @Override
        @SuppressWarnings("deprecation")
        protected WriteSupport<E> getWriteSupport(Configuration configuration) {
            return rows;
        }
    }

    private static final class RowWriter<E> extends WriteSupport<E> {
        private final String table;
        private final List<TableColumn<E>> columns;

        @SuppressWarnings("NullAway.Init")
        private RecordConsumer record;

        RowWriter(String table, List<TableColumn<E>> columns) {
            this.table = table;
            this.columns = columns;
        }

        @Override
        @SuppressWarnings("deprecation")
        public WriteContext init(Configuration configuration) {
            return new WriteContext(
                    new MessageType(
                            table, columns.stream().map(TableColumn::type).toList()),
                    Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            record = consumer;
        }

        @Override
        public void write(E row) {
            record.startMessage();
            for (int index = 0; index < columns.size(); index++) {
                TableColumn<E> column = columns.get(index);
                record.startField(column.type().getName(), index);
                column.writer().write(row, record);
                record.endField(column.type().getName(), index);
            }
            record.endMessage();
        }
    }
}
