package io.weft.benchmarks;

import io.weft.expr.Aggregate;
import io.weft.expr.AggregateCall;
import io.weft.expr.AggregateFunction;
import io.weft.expr.Expression.InputColumn;
import io.weft.runner.aggregate.Grouping;
import io.weft.runner.aggregate.Groups;
import io.weft.runner.aggregate.InputRows;
import io.weft.runner.memory.MemoryArbiter;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.VectorValues;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Rows counted by their keys, from an empty hash table on. The twin is a HashMap of rows' values. */
public class GroupingBenchmark extends CheckedBenchmark {
    private static final long BUDGET = 4L << 30;

    @Param
    public GroupKeys key = GroupKeys.BIGINT;

    /** How many keys rows draw theirs from. */
    @Param({"10", "1000000", "5000000"})
    public int keys = 10;

    @Param("8000000")
    public int rows = 8_000_000;

    private List<Batch> batches;
    private Grouping grouping;

    @Override
    void fill() {
        batches = key.batches(rows, keys, new Random(seed));
        List<InputColumn> columns = new ArrayList<>();
        for (Type type : key.types()) {
            columns.add(new InputColumn(columns.size(), "key" + columns.size(), type));
        }
        Aggregate count = new Aggregate(
                AggregateCall.of(AggregateFunction.COUNT),
                Aggregate.Input.ROWS,
                List.of(),
                Optional.empty(),
                "count",
                Type.BIGINT);
        grouping = Grouping.of(columns, List.of(count));
    }

    @Benchmark
    public int group(Rows counted) {
        counted.rows += rows;
        try (TaskMemory memory = new MemoryArbiter(BUDGET, 1).open("benchmark")) {
            return groups(memory).count();
        }
    }

    private Groups groups(TaskMemory memory) {
        Groups groups = new Groups(grouping, memory.reserve("groups"));
        for (Batch batch : batches) {
            groups.addAnyway(
                    new InputRows(batch.columns(), batch.columnCount(), batch.positions(), batch.selectedCount()),
                    Groups.Form.INPUT);
        }
        return groups;
    }

    @Override
    void check() {
        Map<Object, Long> counts = new HashMap<>();
        for (Batch batch : batches) {
            for (int row = 0; row < batch.rowCount(); row++) {
                counts.merge(keyOf(batch, row), 1L, Long::sum);
            }
        }
        try (TaskMemory memory = new MemoryArbiter(BUDGET, 1).open("benchmark")) {
            Groups groups = groups(memory);
            same(counts.size(), groups.count(), "the number of groups by", key);
            for (int from = 0; from < groups.count(); from += Batch.MAX_ROWS) {
                int[] some = IntStream.range(from, Math.min(groups.count(), from + Batch.MAX_ROWS))
                        .toArray();
                checkResults(groups.results(some, some.length), counts);
            }
        }
    }

    private void checkResults(Batch results, Map<Object, Long> counts) {
        for (int row = 0; row < results.rowCount(); row++) {
            Object group = keyOf(results, row);
            Object count = VectorValues.value(results.column(key.types().size()), row, Type.BIGINT);
            same(counts.getOrDefault(group, 0L), Objects.requireNonNull(count), "count of", group);
        }
    }

    private Object keyOf(Batch batch, int row) {
        List<Object> values = new ArrayList<>();
        for (int column = 0; column < key.types().size(); column++) {
            values.add(Objects.requireNonNull(
                    VectorValues.value(batch.column(column), row, key.types().get(column))));
        }
        return values.size() == 1 ? values.get(0) : values;
    }
}
