package io.weft.benchmarks;

import io.weft.runner.scan.MemoryChunk;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorValues;
import io.weft.type.Type;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.factory.ValuesWriterFactory;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.GroupWriter;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.infra.Blackhole;

/** Pages of a column into vectors, headers and levels included, compression and files not. The twin is parquet-column's own reader. */
public class DecoderBenchmark extends CheckedBenchmark {
    @Param
    public PageForm form = PageForm.PLAIN_BIGINT;

    @Param("100000")
    public int rows = 100_000;

    private MemoryPages pages;
    private MemoryChunk chunk;

    @Override
    void fill() throws IOException {
        SampleColumn column = form.column();
        pages = write(column.schema(), column.rows(rows, new Random(seed)));
        chunk = new MemoryChunk(pages.chunk(), column.schema(), column.type(), pages.entries());
    }

    private MemoryPages write(MessageType schema, List<Group> written) {
        MemoryPages target = new MemoryPages(written.size());
        ParquetProperties properties = ParquetProperties.builder()
                .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_1_0)
                .withValuesWriterFactory(new OneEncoding(form))
                .build();
        try (ColumnWriteStore store = properties.newColumnWriteStore(schema, target)) {
            RecordConsumer consumer = new ColumnIOFactory().getColumnIO(schema).getRecordWriter(store);
            GroupWriter writer = new GroupWriter(consumer, schema);
            written.forEach(writer::write);
            consumer.flush();
            store.flush();
        }
        return target;
    }

    /** Gives every column the writer of the form's encoding. */
    private record OneEncoding(PageForm form) implements ValuesWriterFactory {
        @Override
        public void initialize(ParquetProperties properties) {}

        @Override
        public ValuesWriter newValuesWriter(ColumnDescriptor descriptor) {
            return form.writer();
        }
    }

    @Benchmark
    public void decode(Rows counted, Blackhole blackhole) throws IOException {
        chunk.decode(rows, blackhole::consume);
        counted.rows += rows;
    }

    @Override
    void check() throws IOException {
        List<@Nullable Object> found = new ArrayList<>();
        chunk.decode(rows, vector -> addValues(vector, form.column().type(), found));
        MessageType schema = form.column().schema();
        MessageColumnIO columns = new ColumnIOFactory().getColumnIO(schema);
        RecordReader<Group> reader = columns.getRecordReader(pages, new GroupRecordConverter(schema));
        List<@Nullable Object> expected = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            expected.add(form.column().value(reader.read()));
        }
        same(expected, found, "column", form);
    }

    private static void addValues(Vector vector, Type type, List<@Nullable Object> values) {
        for (int row = 0; row < vector.size(); row++) {
            values.add(VectorValues.value(vector, row, type));
        }
    }
}
