package io.weft.runner.operator;

import static io.weft.expr.AggregateFunction.COUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.expr.SortColumn;
import io.weft.expr.SortOrder;
import io.weft.runner.memory.MemoryArbiter;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.spill.SpillSpace;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.IntVector;
import io.weft.type.Type;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operators that take as much memory as there is, one over the other: each finds room, whoever came first. */
class SharedPipelineTest {
    private static final int BATCHES = 40;
    private static final int ROWS = BATCHES * Batch.MAX_ROWS;

    @TempDir
    Path directory;

    private static Batch batch(int number) {
        int[] keys = new int[Batch.MAX_ROWS];
        for (int row = 0; row < keys.length; row++) {
            keys[row] = (int) ((number * (long) Batch.MAX_ROWS + row) * 7919 % ROWS);
        }
        return new Batch(keys.length, List.of(new IntVector(keys.length, keys, null)));
    }

    @ParameterizedTest
    @ValueSource(longs = {2 << 20, 12 << 20})
    void groupsSortsAndGroupsAgain(long memoryBytes) {
        Groupings byKey = new Groupings(List.of(Type.INT)).by(0).and(COUNT);
        Groupings again = new Groupings(byKey.resultTypes()).by(0, 1).and(COUNT);
        long rows = 0;
        try (SpillSpace spill = new SpillSpace(List.of(directory), "test");
                TaskMemory memory = new MemoryArbiter(memoryBytes, 1).open("test")) {
            Operator grouped =
                    byKey.partialAndFinal().over(new GeneratedInput(BATCHES, SharedPipelineTest::batch), memory, spill);
            Operator sorted = SortOperator.all(
                    grouped, byKey.resultTypes(), List.of(new SortColumn(0, SortOrder.ASC_NULLS_FIRST)), memory, spill);
            try (Operator last = again.single().over(sorted, memory, spill)) {
                for (Batch batch = last.next(); batch != null; batch = last.next()) {
                    rows += batch.selectedCount();
                }
            }
            assertThat(memory.unreleased()).isEmpty();
            assertThat(memory.peak()).isLessThanOrEqualTo(memoryBytes);
            assertThat(spill.bytesWritten()).isPositive();
        }
        assertThat(rows).isEqualTo(ROWS);
    }
}
