package io.weft.runner.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.expr.CastRules;
import io.weft.expr.Expression;
import io.weft.expr.Function;
import io.weft.expr.Function.Kind;
import io.weft.runner.kernel.RandomTable.Nulls;
import io.weft.runner.kernel.RandomValues.Temper;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the kernels with {@link ScalarInterpreter}: values, nulls, and which batches fail. Failures name the seed. */
class KernelDifferentialTest {
    private static final List<Integer> SMALL_SIZES = List.of(0, 1, 2, 7);
    private static final List<Integer> LARGE_SIZES = List.of(4095, 4096);
    private static final int LARGE_EVERY = 8;

    @ParameterizedTest
    @EnumSource(Temper.class)
    void computesArithmeticOfAllTypes(Temper temper) {
        List<Type> numbers =
                RandomExpressions.TYPES.stream().filter(Type::isNumeric).toList();
        for (Type left : numbers) {
            for (Type right : numbers) {
                for (Function function : RandomExpressions.functions(Kind.ARITHMETIC)) {
                    if (function != Function.NEGATE) {
                        check(
                                temper,
                                List.of(left, right),
                                operands -> TypedExpressions.arithmetic(function, operands.get(0), operands.get(1)));
                    }
                }
            }
            check(temper, List.of(left), operands -> TypedExpressions.negate(operands.get(0)));
        }
    }

    @Test
    void computesPairsOfExtremesOneByOne() {
        for (Type type : List.of(
                Type.TINYINT,
                Type.SMALLINT,
                Type.INT,
                Type.BIGINT,
                Type.FLOAT,
                Type.decimal(19, 0),
                Type.decimal(38, 0))) {
            int bits = type.equals(Type.TINYINT)
                    ? Byte.SIZE
                    : type.equals(Type.SMALLINT) ? Short.SIZE : type.equals(Type.INT) ? Integer.SIZE : Long.SIZE;
            List<Object> extremes = extremes(bits).stream()
                    .map(value -> ScalarCasts.cast(value, type))
                    .toList();
            for (Function function : List.of(Function.ADD, Function.SUBTRACT, Function.MULTIPLY, Function.MODULO)) {
                Expression expression = TypedExpressions.arithmetic(
                        function, TypedExpressions.column(0, type), TypedExpressions.column(1, type));
                Evaluator evaluator = Evaluator.of(expression);
                for (Object left : extremes) {
                    for (Object right : extremes) {
                        RandomTable table = RandomTable.of(List.of(type, type), List.of(left, right));
                        Outcome outcome = Outcome.of(() -> table.interpreter(0).value(expression));
                        checkValues(
                                evaluator,
                                expression.type(),
                                table.batch(),
                                List.of(outcome),
                                () -> left + " " + function.symbol() + " " + right + " as " + type);
                    }
                }
            }
        }
    }

    @Test
    void castsSpecialTextsAndDoublesOneByOne() {
        for (Type type : RandomExpressions.TYPES) {
            castOneByOne(RandomValues.WILD_TEXTS, Type.STRING, type);
            if (CastRules.exists(Type.DOUBLE, type)) {
                castOneByOne(RandomValues.WILD_DOUBLES, Type.DOUBLE, type);
            }
        }
    }

    private static void castOneByOne(List<?> values, Type from, Type to) {
        castOneByOne(values, from, TypedExpressions.cast(TypedExpressions.column(0, from), to));
        castOneByOne(values, from, TypedExpressions.tryCast(TypedExpressions.column(0, from), to));
    }

    private static void castOneByOne(List<?> values, Type from, Expression expression) {
        Type to = expression.type();
        Evaluator evaluator = Evaluator.of(expression);
        for (Object value : values) {
            RandomTable table = RandomTable.of(List.of(from), List.of(value));
            Outcome outcome = Outcome.of(() -> table.interpreter(0).value(expression));
            checkValues(evaluator, to, table.batch(), List.of(outcome), () -> "'" + value + "' as " + to);
        }
    }

    /** Integers at and around the bounds of a word, and such that their products are. */
    private static List<BigDecimal> extremes(int bits) {
        long greatest = -1L >>> (65 - bits);
        long root = (long) Math.sqrt((double) greatest);
        List<BigDecimal> extremes = new ArrayList<>();
        for (long center : new long[] {0, root, 1L << (bits / 2), greatest / 3, greatest / 2, greatest - 2}) {
            for (long offset = -2; offset <= 2; offset++) {
                extremes.add(BigDecimal.valueOf(center + offset));
                extremes.add(BigDecimal.valueOf(-center - offset));
            }
        }
        extremes.add(BigDecimal.valueOf(-greatest - 1));
        return extremes;
    }

    @ParameterizedTest
    @EnumSource(Temper.class)
    void comparesValuesOfAllTypes(Temper temper) {
        for (Type left : RandomExpressions.TYPES) {
            for (Type right : RandomExpressions.TYPES) {
                if (!left.equals(right) && !(left.isNumeric() && right.isNumeric())) {
                    continue;
                }
                for (Function function : RandomExpressions.functions(Kind.COMPARISON)) {
                    check(
                            temper,
                            List.of(left, right),
                            operands -> TypedExpressions.compare(function, operands.get(0), operands.get(1)));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Temper.class)
    void castsBetweenAllTypes(Temper temper) {
        for (Type from : RandomExpressions.TYPES) {
            for (Type to : RandomExpressions.TYPES) {
                if (CastRules.exists(from, to)) {
                    check(temper, List.of(from), operands -> TypedExpressions.cast(operands.get(0), to));
                    check(temper, List.of(from), operands -> TypedExpressions.tryCast(operands.get(0), to));
                }
            }
        }
    }

    @Test
    void combinesTruthValuesAndTestsForNull() {
        for (Function function : List.of(Function.AND, Function.OR)) {
            check(
                    Temper.WILD,
                    List.of(Type.BOOLEAN, Type.BOOLEAN),
                    operands -> TypedExpressions.logic(function, operands.get(0), operands.get(1)));
        }
        check(Temper.WILD, List.of(Type.BOOLEAN), operands -> TypedExpressions.logic(Function.NOT, operands.get(0)));
        for (Type type : RandomExpressions.TYPES) {
            for (Function function : RandomExpressions.functions(Kind.NULL_TEST)) {
                check(Temper.WILD, List.of(type), operands -> TypedExpressions.logic(function, operands.get(0)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void computesTreesOfEverything(long seed) {
        Random random = new Random(seed);
        List<Type> columns = new ArrayList<>(RandomExpressions.TYPES);
        columns.addAll(RandomExpressions.TYPES);
        for (int round = 0; round < 150; round++) {
            RandomValues values = new RandomValues(random, random.nextInt(3) == 0 ? Temper.WILD : Temper.MILD);
            RandomExpressions expressions = new RandomExpressions(random, columns, values);
            Type type = RandomExpressions.TYPES.get(random.nextInt(RandomExpressions.TYPES.size()));
            Expression expression = expressions.ofType(round % 2 == 0 ? Type.BOOLEAN : type, 1 + random.nextInt(4));
            RandomTable table = RandomTable.of(columns, random.nextInt(60), Nulls.SOME, values, random);
            checkAllSelections(expression, table, random, "seed " + seed + ", round " + round);
        }
    }

    /** Checks a function of columns and literals of these types over tables of all sorts. */
    private static void check(
            Temper temper,
            List<Type> types,
            java.util.function.Function<List<? extends Expression>, Expression> function) {
        List<Expression> columns = IntStream.range(0, types.size())
                .mapToObj(index -> (Expression) TypedExpressions.column(index, types.get(index)))
                .toList();
        long seed = function.apply(columns).toString().hashCode() * 31L
                + types.toString().hashCode();
        Random random = new Random(seed);
        RandomValues values = new RandomValues(random, temper);
        for (int size : SMALL_SIZES) {
            for (Nulls nulls : Nulls.values()) {
                Expression expression = function.apply(operands(types, values, random));
                RandomTable table = RandomTable.of(types, size, nulls, values, random);
                checkAllSelections(expression, table, random, "seed " + seed + ", size " + size + ", nulls " + nulls);
            }
        }
        if (random.nextInt(LARGE_EVERY) != 0) {
            return;
        }
        int size = LARGE_SIZES.get(random.nextInt(LARGE_SIZES.size()));
        Nulls nulls = random.nextBoolean() ? Nulls.NONE : Nulls.SOME;
        Expression expression = function.apply(operands(types, values, random));
        RandomTable table = RandomTable.of(types, size, nulls, values, random);
        checkAllSelections(expression, table, random, "seed " + seed + ", size " + size + ", nulls " + nulls);
    }

    /** Columns, with a literal in the place of one of them every other time. */
    private static List<Expression> operands(List<Type> types, RandomValues values, Random random) {
        int literal = random.nextInt(2 * types.size());
        List<Expression> operands = new ArrayList<>();
        for (int index = 0; index < types.size(); index++) {
            Type type = types.get(index);
            operands.add(
                    index == literal
                            ? TypedExpressions.literal(random.nextInt(6) == 0 ? null : values.next(type), type)
                            : TypedExpressions.column(index, type));
        }
        return operands;
    }

    private static void checkAllSelections(Expression expression, RandomTable table, Random random, String where) {
        int size = table.rows().size();
        List<Outcome> outcomes = new ArrayList<>();
        List<Outcome> filterOutcomes = new ArrayList<>();
        for (int index = 0; index < size; index++) {
            ScalarInterpreter row = table.interpreter(index);
            outcomes.add(Outcome.of(() -> row.value(expression)));
            if (expression.type().equals(Type.BOOLEAN)) {
                filterOutcomes.add(Outcome.of(() -> row.holds(expression)));
            }
        }
        List<RandomTable> tables = List.of(
                table,
                table.select(row -> false),
                table.select(row -> random.nextInt(10) < 7),
                table.select(row -> random.nextInt(10) == 0),
                table.select(row -> outcomes.get(row).failure() == null));
        // The same evaluators for all: what one batch leaves behind must not show in the next.
        Evaluator evaluator = Evaluator.of(expression);
        @Nullable Predicate predicate = expression.type().equals(Type.BOOLEAN) ? Predicate.of(expression) : null;
        for (RandomTable selected : tables) {
            // Said of failures alone: it takes longer than the check.
            Supplier<String> description = () -> "%s: %s over %s".formatted(where, expression, selected.batch());
            checkValues(evaluator, expression.type(), selected.batch(), outcomes, description);
            if (predicate != null) {
                checkFilter(predicate, selected.batch(), filterOutcomes, () -> "filter, " + description.get());
            }
        }
    }

    /** What the interpreter says of a row: a value, perhaps null, or why there is none. */
    private record Outcome(@Nullable Object value, @Nullable ErrorCode failure) {
        static Outcome of(Supplier<@Nullable Object> computation) {
            try {
                return new Outcome(computation.get(), null);
            } catch (Undefined noValue) {
                return new Outcome(null, noValue.code());
            }
        }
    }

    /** The rows' error codes, any of which the batch may fail with; none where it may not fail. */
    private static Set<ErrorCode> failures(Batch batch, List<Outcome> outcomes) {
        Set<ErrorCode> codes = EnumSet.noneOf(ErrorCode.class);
        for (int index = 0; index < batch.selectedCount(); index++) {
            ErrorCode code = outcomes.get(batch.position(index)).failure();
            if (code != null) {
                codes.add(code);
            }
        }
        return codes;
    }

    private static void checkValues(
            Evaluator evaluator, Type type, Batch batch, List<Outcome> outcomes, Supplier<String> description) {
        Set<ErrorCode> failures = failures(batch, outcomes);
        Vector vector;
        try {
            vector = evaluator.evaluate(batch);
        } catch (WeftException failure) {
            assertThat(failures)
                    .as(() -> description.get() + " says " + failure.getMessage())
                    .contains(failure.code());
            return;
        }
        assertThat(failures).as(description).isEmpty();
        assertThat(vector.size()).as(description).isEqualTo(batch.rowCount());
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            Object wanted = outcomes.get(row).value();
            Object found = TestVectors.value(type, vector, row);
            if (!Objects.equals(wanted, found)) {
                fail("%s: row %d is %s, not %s", description.get(), row, found, wanted);
            }
            if (found == null && !TestVectors.isZero(vector, row)) {
                fail("%s: the null in row %d covers a value", description.get(), row);
            }
        }
    }

    private static void checkFilter(
            Predicate predicate, Batch batch, List<Outcome> outcomes, Supplier<String> description) {
        Set<ErrorCode> failures = failures(batch, outcomes);
        int[] found = new int[batch.selectedCount()];
        int count;
        try {
            count = predicate.select(batch, found);
        } catch (WeftException failure) {
            assertThat(failures)
                    .as(() -> description.get() + " says " + failure.getMessage())
                    .contains(failure.code());
            return;
        }
        assertThat(failures).as(description).isEmpty();
        int[] wanted = IntStream.range(0, batch.selectedCount())
                .map(batch::position)
                .filter(row -> Boolean.TRUE.equals(outcomes.get(row).value()))
                .toArray();
        assertThat(Arrays.copyOf(found, count)).as(description).isEqualTo(wanted);
    }
}
