package io.weft.runner.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.expr.Expression.InputColumn;
import io.weft.runner.kernel.Evaluator;
import io.weft.runner.operator.ExplodeOperator.Option;
import io.weft.runner.vector.TestRows;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExplodeOperatorTest {
    private static final Type LIST = Type.list(Type.BIGINT);
    private static final List<Type> TYPES = List.of(Type.STRING, LIST, Type.BIGINT);

    static List<Set<Option>> options() {
        return List.of(
                Set.of(), Set.of(Option.OUTER), Set.of(Option.POSITION), EnumSet.of(Option.OUTER, Option.POSITION));
    }

    @ParameterizedTest
    @MethodSource("options")
    void givesARowForEachElement(Set<Option> options) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (long row = 0; row < 1500; row++) {
            rows.add(TestRows.row("row " + row, elements(row, (int) (row % 4)), row));
        }
        rows.add(TestRows.row("long", elements(9000, 9000), -1L));
        rows.add(TestRows.row("last", null, -2L));
        List<Type> output = new ArrayList<>(List.of(Type.BIGINT, Type.STRING));
        if (options.contains(Option.POSITION)) {
            output.add(Type.INT);
        }
        output.add(Type.BIGINT);
        new OperatorHarness(TYPES, rows)
                .check(
                        (input, memory, spill) -> new ExplodeOperator(
                                input,
                                Evaluator.of(new InputColumn(1, "list", LIST)),
                                List.of(2, 0),
                                options,
                                List.of(Type.BIGINT)),
                        output,
                        result -> assertThat(result).isEqualTo(exploded(rows, options)));
    }

    private static @Nullable List<@Nullable Long> elements(long row, int count) {
        if (row % 11 == 0) {
            return null;
        }
        List<@Nullable Long> elements = new ArrayList<>();
        for (long element = 0; element < count; element++) {
            elements.add((row + element) % 5 == 0 ? null : row * 100 + element);
        }
        return elements;
    }

    private static List<List<@Nullable Object>> exploded(List<List<@Nullable Object>> rows, Set<Option> options) {
        List<List<@Nullable Object>> exploded = new ArrayList<>();
        for (List<@Nullable Object> row : rows) {
            List<?> elements = row.get(1) instanceof List<?> list ? list : List.of();
            for (int position = 0; position < elements.size(); position++) {
                exploded.add(made(row, position, elements.get(position), options));
            }
            if (elements.isEmpty() && options.contains(Option.OUTER)) {
                exploded.add(made(row, null, null, options));
            }
        }
        return exploded;
    }

    private static List<@Nullable Object> made(
            List<@Nullable Object> row, @Nullable Integer position, @Nullable Object element, Set<Option> options) {
        List<@Nullable Object> made = new ArrayList<>();
        made.add(row.get(2));
        made.add(row.get(0));
        if (options.contains(Option.POSITION)) {
            made.add(position);
        }
        made.add(element);
        return made;
    }
}
