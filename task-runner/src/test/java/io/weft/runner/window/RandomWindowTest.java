package io.weft.runner.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.expr.Aggregate;
import io.weft.expr.AggregateFunction;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Frame;
import io.weft.expr.SortColumn;
import io.weft.expr.SortOrder;
import io.weft.expr.WindowColumn;
import io.weft.expr.WindowFunction;
import io.weft.runner.operator.OperatorHarness;
import io.weft.runner.vector.TestRows;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random functions over random windows give what their definitions say, in every way that rows may come and in little memory. */
class RandomWindowTest {
    /** Too little for most of the rows, and enough for a sorter beside its readers. */
    private static final long LITTLE_MEMORY = 512 << 10;

    private static final int PARTITION = 0;
    private static final List<SortOrder> SORT_ORDERS = List.of(SortOrder.values());
    private static final int ORDER = 1;
    private static final int WHOLE = 2;
    private static final int TEXT = 4;
    private static final int ID = 5;
    private static final List<Type> TYPES =
            List.of(Type.INT, Type.INT, Type.BIGINT, Type.DOUBLE, Type.STRING, Type.BIGINT);
    private static final WindowFunction[] FUNCTIONS = WindowFunction.values();
    private static final AggregateFunction[] AGGREGATES = {
        AggregateFunction.COUNT,
        AggregateFunction.SUM,
        AggregateFunction.AVG,
        AggregateFunction.MIN,
        AggregateFunction.MAX
    };

    /** A seed that fails is in the test's name; give it here alone to see it fail again. */
    static LongStream seeds() {
        return LongStream.concat(
                LongStream.range(0, 20),
                LongStream.generate(() -> new Random().nextLong()).limit(4));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void givesWhatTheDefinitionsSay(long seed) {
        Random random = new Random(seed);
        List<List<@Nullable Object>> rows = rows(random);
        boolean byValue = random.nextInt(3) == 0;
        List<SortColumn> order = new ArrayList<>();
        order.add(new SortColumn(ORDER, SORT_ORDERS.get(random.nextInt(SORT_ORDERS.size()))));
        if (!byValue) {
            order.add(new SortColumn(ID, SortOrder.ASC_NULLS_FIRST));
        }
        List<WindowColumn> columns = new ArrayList<>();
        for (int count = 1 + random.nextInt(5); count > 0; count--) {
            columns.add(column(random, byValue, columns.size()));
        }
        List<Integer> partition = random.nextInt(4) == 0 ? List.of() : List.of(PARTITION);
        WindowFunctions functions = new WindowFunctions(TYPES, partition, order, columns, number -> {
            throw new IllegalArgumentException("No aggregator " + number);
        });
        List<Type> outputTypes = new ArrayList<>(TYPES);
        columns.forEach(column -> outputTypes.add(column.type()));
        List<List<@Nullable Object>> expected = byId(new WindowTwin(functions).over(rows));
        new OperatorHarness(TYPES, rows, LITTLE_MEMORY)
                .check(
                        (input, memory, spills) -> new WindowOperator(input, functions, memory, spills),
                        outputTypes,
                        result -> compare(byId(result), expected, functions));
    }

    private static void compare(
            List<List<@Nullable Object>> found, List<List<@Nullable Object>> expected, WindowFunctions functions) {
        assertThat(found).as("rows").hasSize(expected.size());
        for (int row = 0; row < expected.size(); row++) {
            assertThat(found.get(row))
                    .as("%s, order %s", functions.columns(), functions.order())
                    .isEqualTo(expected.get(row));
        }
    }

    private static List<List<@Nullable Object>> byId(List<List<@Nullable Object>> rows) {
        List<List<@Nullable Object>> sorted = new ArrayList<>(rows);
        sorted.sort((left, right) -> Long.compare((Long) id(left), (Long) id(right)));
        return sorted;
    }

    private static Object id(List<@Nullable Object> row) {
        Object id = row.get(ID);
        if (id == null) {
            throw new AssertionError("A row without an id: " + row);
        }
        return id;
    }

    private static List<List<@Nullable Object>> rows(Random random) {
        int count =
                random.nextInt(8) == 0 ? random.nextInt(3) : 1 + random.nextInt(random.nextInt(6) == 0 ? 4000 : 400);
        int partitions = 1 + random.nextInt(random.nextBoolean() ? 4 : 300);
        int values = 1 + random.nextInt(random.nextBoolean() ? 5 : 400);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (long id = 0; id < count; id++) {
            rows.add(TestRows.row(
                    orNull(random, random.nextInt(partitions)),
                    orNull(random, random.nextInt(values) - values / 2),
                    orNull(random, (long) random.nextInt(100)),
                    orNull(random, random.nextInt(1000) / 4.0),
                    orNull(random, "t" + random.nextInt(50)),
                    id));
        }
        return rows;
    }

    private static @Nullable Object orNull(Random random, Object value) {
        return random.nextInt(9) == 0 ? null : value;
    }

    /** Without an order of all rows, only what does not tell equal rows apart. */
    private static WindowColumn column(Random random, boolean byValue, int number) {
        Frame frame = frame(random, byValue);
        if (byValue || random.nextBoolean()) {
            return aggregate(random, frame, "c" + number);
        }
        WindowFunction function = FUNCTIONS[random.nextInt(FUNCTIONS.length)];
        InputColumn value = random.nextBoolean() ? input(TEXT) : input(WHOLE);
        return switch (function) {
            case ROW_NUMBER, RANK, DENSE_RANK -> placed(function, List.of(), 0, Type.BIGINT, number);
            case NTILE -> placed(function, List.of(), 1 + random.nextInt(7), Type.BIGINT, number);
            case PERCENT_RANK, CUME_DIST -> placed(function, List.of(), 0, Type.DOUBLE, number);
            case LAG, LEAD ->
                placed(
                        function,
                        random.nextBoolean() ? List.of(input(WHOLE), input(ID)) : List.of(value),
                        random.nextInt(random.nextBoolean() ? 3 : 500),
                        Type.BIGINT,
                        number);
            case NTH_VALUE ->
                new WindowColumn.Placed(
                        function, List.of(value), 1 + random.nextInt(9), frame, "c" + number, value.type());
            default -> new WindowColumn.Placed(function, List.of(value), 0, frame, "c" + number, value.type());
        };
    }

    private static WindowColumn placed(
            WindowFunction function, List<InputColumn> arguments, long argument, Type type, int number) {
        Type own = arguments.isEmpty() ? type : arguments.get(0).type();
        return new WindowColumn.Placed(
                function, List.copyOf(arguments), argument, Frame.WHOLE_PARTITION, "c" + number, own);
    }

    private static WindowColumn aggregate(Random random, Frame frame, String name) {
        AggregateFunction function = AGGREGATES[random.nextInt(AGGREGATES.length)];
        boolean numeric = function == AggregateFunction.SUM || function == AggregateFunction.AVG;
        InputColumn argument = input(WHOLE + random.nextInt(numeric ? 2 : 3));
        boolean all = function == AggregateFunction.COUNT && random.nextBoolean();
        Type type = function.resultType(List.of(argument.type()));
        return new WindowColumn.Aggregated(
                Aggregate.ofRows(function, all ? List.of() : List.of(argument), name, type), frame);
    }

    private static Frame frame(Random random, boolean byValue) {
        Frame.Unit unit = byValue && random.nextInt(4) > 0 ? Frame.Unit.RANGE : Frame.Unit.ROWS;
        if (unit == Frame.Unit.ROWS && byValue) {
            return random.nextBoolean() ? Frame.WHOLE_PARTITION : Frame.UP_TO_PEERS;
        }
        int far = random.nextBoolean() ? 4 : 600;
        long one = (long) random.nextInt(2 * far) - far;
        long two = (long) random.nextInt(2 * far) - far;
        long start = random.nextInt(4) == 0 ? Frame.UNBOUNDED_PRECEDING : Math.min(one, two);
        long end = random.nextInt(4) == 0 ? Frame.UNBOUNDED_FOLLOWING : Math.max(one, two);
        return new Frame(unit, start, end);
    }

    private static InputColumn input(int column) {
        return new InputColumn(column, "column " + column, TYPES.get(column));
    }
}
