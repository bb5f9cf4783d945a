package io.weft.runner.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Parquet;
import io.weft.api.ValueFunction;
import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Expression.UserCall;
import io.weft.expr.Expressions;
import io.weft.expr.Function;
import io.weft.expr.UserFunction;
import io.weft.plan.Input;
import io.weft.plan.NodeId;
import io.weft.plan.Plan;
import io.weft.plan.PlanNode.Filter;
import io.weft.plan.PlanNode.Scan;
import io.weft.plan.PlanNode.ShuffleRead;
import io.weft.runner.kernel.Predicate;
import io.weft.runner.memory.MemoryArbiter;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.operator.FilterOperator;
import io.weft.runner.operator.InMemoryInput;
import io.weft.runner.operator.Operator;
import io.weft.runner.spill.SpillSpace;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.TestRows;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a filter the scan below it checks. */
class PipelineBuilderTest {
    private static final Schema SCHEMA = Schema.of(new Field("i", Type.INT));
    private static final InputColumn COLUMN = new InputColumn(0, "i", Type.INT);
    private static final Expression BELOW_FIVE =
            new Call(Function.LESS, List.of(COLUMN, new Literal(5, Type.INT)), Type.BOOLEAN);
    private static final Expression IS_EVEN =
            new UserCall(new UserFunction(0, "isEven", null), List.of(COLUMN), Type.BOOLEAN);

    @TempDir
    Path directory;

    private final List<Integer> asked = new ArrayList<>();
    private final NumberSources sources = new NumberSources();

    /** The numbers below ten, of which it keeps those that a predicate leaves. */
    private static final class NumberSources implements Sources {
        private final List<String> scans = new ArrayList<>();

        @Override
        public Operator scan(Scan scan) {
            scans.add("all");
            List<List<Object>> rows = new ArrayList<>();
            for (int number = 0; number < 10; number++) {
                rows.add(List.of(number));
            }
            return new InMemoryInput(List.of(TestRows.batch(SCHEMA.types(), rows)));
        }

        @Override
        public Operator scan(Scan scan, Predicate predicate) {
            Operator all = scan(scan);
            scans.set(scans.size() - 1, "checked");
            return new FilterOperator(all, predicate);
        }

        @Override
        public long splitNumber() {
            return 0;
        }

        @Override
        public Operator shuffleRead(ShuffleRead read) {
            throw new IllegalStateException("No shuffle here");
        }
    }

    @Test
    void handsAFilterOverToTheScanThatWasToldOfIt() {
        assertThat(rows(List.of(BELOW_FIVE), BELOW_FIVE)).containsExactly(0, 1, 2, 3, 4);
        assertThat(sources.scans).containsExactly("checked");
    }

    @Test
    void keepsUserFunctionsAboveWhatTheScanChecks() {
        assertThat(rows(List.of(BELOW_FIVE), Expressions.and(List.of(BELOW_FIVE, IS_EVEN))))
                .containsExactly(0, 2, 4);
        assertThat(sources.scans).containsExactly("checked");
        assertThat(asked).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void leavesTheOrderOfConditionsAsItIs() {
        assertThat(rows(List.of(BELOW_FIVE), Expressions.and(List.of(IS_EVEN, BELOW_FIVE))))
                .containsExactly(0, 2, 4);
        assertThat(sources.scans).containsExactly("all");
        assertThat(asked).hasSize(10);
    }

    @Test
    void filtersAboveAScanThatKnowsOfNothing() {
        assertThat(rows(List.of(), BELOW_FIVE)).containsExactly(0, 1, 2, 3, 4);
        assertThat(sources.scans).containsExactly("all");
    }

    private List<@Nullable Object> rows(List<Expression> told, Expression condition) {
        Input input = new Input(Parquet.FORMAT, List.of("x"), new TreeMap<>());
        Scan scan = new Scan(new NodeId(0), input, SCHEMA, SCHEMA, told);
        Plan plan = new Plan(List.of(scan, new Filter(new NodeId(1), scan.id(), SCHEMA, condition)));
        ValueFunction isEven = arguments -> {
            int number = arguments.integer("1");
            asked.add(number);
            return number % 2 == 0;
        };
        UserFunctions functions = new UserFunctions(List.of(isEven));
        List<@Nullable Object> rows = new ArrayList<>();
        try (TaskMemory memory = new MemoryArbiter(1 << 20, 1).open("test");
                SpillSpace spills = new SpillSpace(List.of(directory), "test");
                Operator pipeline =
                        PipelineBuilder.build(plan, sources, new Aggregations(memory, spills, functions), functions)) {
            for (Batch batch = pipeline.next(); batch != null; batch = pipeline.next()) {
                TestRows.rows(batch, SCHEMA.types()).forEach(row -> rows.add(row.get(0)));
            }
        }
        return rows;
    }
}
