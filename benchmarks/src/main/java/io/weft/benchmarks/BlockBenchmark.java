package io.weft.benchmarks;

import io.weft.error.ErrorCode;
import io.weft.expr.Expression.InputColumn;
import io.weft.runner.block.BlockReader;
import io.weft.runner.block.BlockWriter;
import io.weft.runner.block.Codec;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorValues;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Batches into blocks and out of them, compressed by LZ4. The twin is the batch that went in. */
public class BlockBenchmark extends CheckedBenchmark {
    @Param
    public BlockColumns columns = BlockColumns.LINE_ITEM;

    @Param("4096")
    public int rows = Batch.MAX_ROWS;

    private Batch batch;
    private BlockWriter writer;
    private ByteBuffer block;

    @Override
    void fill() {
        Batch all = LineItems.batch(rows, new Random(seed));
        List<Vector> chosen = columns.columns().stream()
                .map(column -> all.column(column.index()))
                .toList();
        batch = new Batch(rows, chosen);
        writer = new BlockWriter(Codec.LZ4);
        // Of a writer that is not used again, so that the block stays.
        block = new BlockWriter(Codec.LZ4).encode(batch);
    }

    @Benchmark
    public ByteBuffer write(Rows counted) {
        counted.rows += rows;
        return writer.encode(batch);
    }

    @Benchmark
    public Batch read(Rows counted) throws IOException {
        counted.rows += rows;
        return decode(block);
    }

    private static Batch decode(ByteBuffer written) throws IOException {
        return Objects.requireNonNull(
                BlockReader.of(written, "benchmark", ErrorCode.INTERNAL).next());
    }

    @Override
    void check() throws IOException {
        checkSame(decode(block));
        checkSame(decode(writer.encode(batch)));
    }

    private void checkSame(Batch found) {
        same(rows, found.rowCount(), "number of rows of", columns);
        for (int index = 0; index < columns.columns().size(); index++) {
            InputColumn column = columns.columns().get(index);
            for (int row = 0; row < rows; row++) {
                same(
                        value(batch, index, row, column),
                        value(found, index, row, column),
                        column.name() + " of row",
                        row);
            }
        }
    }

    private static Object value(Batch from, int index, int row, InputColumn column) {
        return Objects.requireNonNull(VectorValues.value(from.column(index), row, column.type()));
    }
}
