package io.weft.benchmarks;

import io.weft.runner.memory.MemoryArbiter;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.sort.RowSorter;
import io.weft.runner.spill.SpillSpace;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.VectorValues;
import io.weft.type.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.infra.Blackhole;

/** Rows put in order, in memory or by runs on disk. The twin is {@link List#sort}. */
public class SortBenchmark extends CheckedBenchmark {
    @Param
    public SortKeys key = SortKeys.BIGINT;

    @Param
    public SortRoom room = SortRoom.AMPLE;

    @Param("1000000")
    public int rows = 1_000_000;

    private List<Batch> batches;
    private Path directory;

    @Override
    void fill() throws IOException {
        batches = key.batches(rows, new Random(seed));
        directory = Files.createTempDirectory("weft-sort");
    }

    @Benchmark
    public void sort(Rows counted, Blackhole blackhole) {
        sort(blackhole::consume);
        counted.rows += rows;
    }

    /** Returns the bytes that were spilled. */
    private long sort(Consumer<? super Batch> consumer) {
        long budget =
                room.budget(batches.stream().mapToLong(Batch::retainedBytes).sum());
        try (SpillSpace spill = new SpillSpace(List.of(directory), "benchmark");
                TaskMemory memory = new MemoryArbiter(budget, 1).open("benchmark");
                RowSorter sorter = new RowSorter(key.types(), key.columns(), RowSorter.NO_LIMIT, memory, spill)) {
            batches.forEach(sorter::add);
            for (Batch batch = sorter.next(); batch != null; batch = sorter.next()) {
                consumer.accept(batch);
            }
            return spill.bytesWritten();
        }
    }

    @Override
    void check() {
        List<List<Object>> unsorted = new ArrayList<>();
        batches.forEach(batch -> addRows(batch, unsorted));
        List<List<Object>> expected = new ArrayList<>(unsorted);
        expected.sort(key.order());
        List<List<Object>> found = new ArrayList<>();
        long spilled = sort(batch -> addRows(batch, found));
        same(room == SortRoom.A_TENTH, spilled > 0, "that rows were spilled with room", room);
        same(expected.size(), found.size(), "number of rows by", key);
        BitSet seen = new BitSet();
        for (int row = 0; row < expected.size(); row++) {
            List<Object> sorted = found.get(row);
            // Rows with equal keys come in any order, but each of them once and whole.
            same(keysOf(expected.get(row)), keysOf(sorted), "row", row);
            int number = Math.toIntExact((Long) sorted.get(key.count()));
            same(unsorted.get(number), sorted, "row", row);
            same(false, seen.get(number), "that a row was given before, number", number);
            seen.set(number);
        }
    }

    private List<Object> keysOf(List<Object> row) {
        return row.subList(0, key.count());
    }

    private void addRows(Batch batch, List<List<Object>> values) {
        List<Type> types = key.types();
        for (int row = 0; row < batch.rowCount(); row++) {
            List<Object> value = new ArrayList<>(types.size());
            for (int column = 0; column < types.size(); column++) {
                value.add(Objects.requireNonNull(VectorValues.value(batch.column(column), row, types.get(column))));
            }
            values.add(value);
        }
    }

    /** Removes the directory, which is empty. */
    @Override
    public void close() throws IOException {
        Files.delete(directory);
    }
}
