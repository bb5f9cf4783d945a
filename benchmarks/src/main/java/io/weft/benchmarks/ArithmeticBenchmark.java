package io.weft.benchmarks;

import io.weft.expr.Expression;
import io.weft.runner.kernel.Projection;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorValues;
import io.weft.type.DecimalType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Kernels that compute columns. The twin computes with Java's own numbers, a row at a time. */
public class ArithmeticBenchmark extends CheckedBenchmark {
    @Param
    public Computation computation = Computation.ADD_BIGINT;

    @Param("4096")
    public int rows = Batch.MAX_ROWS;

    private Batch batch;
    private Projection projection;

    @Override
    void fill() {
        batch = LineItems.batch(rows, new Random(seed));
        projection = new Projection(computation.expressions());
    }

    @Benchmark
    public Vector[] compute(Rows counted) {
        counted.rows += rows;
        return projection.evaluate(batch);
    }

    @Override
    void check() {
        Vector[] found = projection.evaluate(batch);
        for (int row = 0; row < rows; row++) {
            for (int index = 0; index < found.length; index++) {
                Expression expression = computation.expressions().get(index);
                Object value = Objects.requireNonNull(VectorValues.value(found[index], row, expression.type()));
                int scale = expression.type() instanceof DecimalType decimal ? decimal.scale() : 0;
                List<Object> expected = computation.values(batch, row, scale);
                same(plain(expected.get(index)), plain(value), expression + " of row", row);
            }
        }
    }

    /** A decimal without zeros at its end. */
    private static Object plain(Object value) {
        return value instanceof BigDecimal decimal ? decimal.stripTrailingZeros() : value;
    }
}
