package io.weft.runner.operator;

import static io.weft.expr.AggregateFunction.COUNT;
import static io.weft.runner.vector.TestRows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Aggregator;
import io.weft.api.Row;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UserAggregateTest {
    /** The product of the integers that are not null, modulo a prime, or null. */
    private static final class Product implements Aggregator<long[]> {
        private static final long serialVersionUID = 1;
        private static final long PRIME = 1_000_003;

        @Override
        public Schema stateSchema() {
            return Schema.of(new Field("product", Type.BIGINT), new Field("count", Type.BIGINT));
        }

        @Override
        public Type resultType() {
            return Type.BIGINT;
        }

        @Override
        public long[] zero() {
            return new long[] {1, 0};
        }

        @Override
        public long[] add(long[] state, Row arguments) {
            if (!arguments.isNull("c1")) {
                state[0] = state[0] * arguments.integer("c1") % PRIME;
                state[1]++;
            }
            return state;
        }

        @Override
        public long[] merge(long[] state, long[] other) {
            return new long[] {state[0] * other[0] % PRIME, state[1] + other[1]};
        }

        @Override
        public @Nullable Object finish(long[] state) {
            return state[1] == 0 ? null : (Object) state[0];
        }

        @Override
        public List<@Nullable Object> save(long[] state) {
            return List.of(state[0], state[1]);
        }

        @Override
        public long[] restore(Row saved) {
            return new long[] {saved.bigint("product"), saved.bigint("count")};
        }
    }

    /** All texts of a group, sorted and joined: a state that grows. */
    private static final class Joined implements Aggregator<List<String>> {
        private static final long serialVersionUID = 1;

        @Override
        public Schema stateSchema() {
            return Schema.of(new Field("texts", Type.STRING));
        }

        @Override
        public Type resultType() {
            return Type.STRING;
        }

        @Override
        public List<String> zero() {
            return new ArrayList<>();
        }

        @Override
        public List<String> add(List<String> state, Row arguments) {
            state.add(arguments.string("c2"));
            return state;
        }

        @Override
        public List<String> merge(List<String> state, List<String> other) {
            state.addAll(other);
            return state;
        }

        @Override
        public Object finish(List<String> state) {
            return String.join(",", state.stream().sorted().toList());
        }

        @Override
        public List<@Nullable Object> save(List<String> state) {
            return Arrays.asList(state.isEmpty() ? null : String.join(",", state));
        }

        @Override
        public List<String> restore(Row saved) {
            return saved.isNull("texts")
                    ? new ArrayList<>()
                    : new ArrayList<>(Arrays.asList(saved.string("texts").split(",")));
        }

        @Override
        public long bytes(List<String> state) {
            return 64 + 64L * state.size();
        }
    }

    private static final List<Type> TYPES = List.of(Type.INT, Type.INT, Type.STRING);

    @Test
    void computesWhatItsAuthorWroteHoweverRowsAreDivided() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        Map<Integer, List<String>> texts = new TreeMap<>();
        for (int index = 0; index < 2500; index++) {
            rows.add(row(index % 40, index % 7 == 0 ? null : index, "t" + index));
            texts.computeIfAbsent(index % 40, any -> new ArrayList<>()).add("t" + index);
        }
        Groupings grouping = new Groupings(TYPES)
                .by(0)
                .and(new Product(), 1)
                .and(new Joined(), 2)
                .and(COUNT);
        for (OperatorHarness.Pipeline pipeline : List.of(grouping.single(), grouping.partialAndFinal())) {
            new OperatorHarness(TYPES, rows, 96 << 10)
                    .check(
                            pipeline,
                            grouping.resultTypes(),
                            result -> assertThat(result).hasSize(40).allSatisfy(group -> {
                                int key = (Integer) group.get(0);
                                assertThat(group.get(1)).isEqualTo(product(key));
                                assertThat(group.get(2))
                                        .isEqualTo(String.join(
                                                ",",
                                                Objects.requireNonNull(texts.get(key)).stream()
                                                        .sorted()
                                                        .toList()));
                            }));
        }
    }

    private static long product(int key) {
        long product = 1;
        for (int index = key; index < 2500; index += 40) {
            product = index % 7 == 0 ? product : product * index % Product.PRIME;
        }
        return product;
    }

    @Test
    void finishesAStateOfNoRowsWhereThereAreNone() {
        Groupings grouping = new Groupings(TYPES).and(new Product(), 1).and(new Joined(), 2);
        for (OperatorHarness.Pipeline pipeline : List.of(grouping.single(), grouping.partialAndFinal())) {
            new OperatorHarness(TYPES, List.of())
                    .check(
                            pipeline,
                            grouping.resultTypes(),
                            result -> assertThat(result).containsExactly(row(null, "")));
        }
    }

    @Test
    void saysWhoseCodeThrewAndWhere() {
        Groupings grouping = new Groupings(TYPES).by(0).and(new Joined(), 2);
        List<List<@Nullable Object>> rows = List.of(row(1, 1, "a"), row(1, 1, null));
        new OperatorHarness(TYPES, rows)
                .checkFailure(
                        grouping.single(),
                        failure -> assertThat(failure)
                                .isInstanceOfSatisfying(
                                        WeftException.class,
                                        error -> assertThat(error.code()).isEqualTo(ErrorCode.FUNCTION_FAILED))
                                .hasMessageMatching("Cannot aggregate a row of Joined: the job's function threw"
                                        + " java.lang.NullPointerException: Column 'c2' is null in"
                                        + " this row \\(ask isNull first\\) at io.weft.*\\(mend the"
                                        + " function, or filter such rows out before\\)"));
    }
}
