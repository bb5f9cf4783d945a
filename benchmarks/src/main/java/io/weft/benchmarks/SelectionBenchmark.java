package io.weft.benchmarks;

import io.weft.runner.kernel.Predicate;
import io.weft.runner.vector.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Kernels that select rows. The twin asks row by row. */
public class SelectionBenchmark extends CheckedBenchmark {
    @Param
    public Condition condition = Condition.LESS_BIGINT;

    @Param("4096")
    public int rows = Batch.MAX_ROWS;

    private Batch batch;
    private Predicate predicate;
    private int[] positions;

    @Override
    void fill() {
        batch = LineItems.batch(rows, new Random(seed));
        predicate = Predicate.of(condition.expression());
        positions = new int[rows];
    }

    @Benchmark
    public int select(Rows counted) {
        counted.rows += rows;
        return predicate.select(batch, positions);
    }

    @Override
    void check() {
        List<Integer> expected = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            if (condition.holds(batch, row)) {
                expected.add(row);
            }
        }
        int count = predicate.select(batch, positions);
        List<Integer> found = Arrays.stream(positions, 0, count).boxed().collect(Collectors.toList());
        same(expected, found, "rows with", condition);
        if (expected.isEmpty() || expected.size() == rows) {
            throw new AssertionError("%s does not tell the rows apart".formatted(condition));
        }
    }
}
