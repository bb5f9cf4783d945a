package io.weft.runner.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.expr.ConstantFolder;
import io.weft.expr.Expression;
import io.weft.expr.Expressions;
import io.weft.expr.ScalarFunction;
import io.weft.expr.ScalarFunctions;
import io.weft.expr.Term;
import io.weft.plan.Resolver;
import io.weft.runner.kernel.TestVectors.Form;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every function. Failures name the seed. */
class FunctionPropertyTest {
    private static final int ROWS = 60;

    @Test
    void everyExampleIsTrue() {
        List<String> wanted = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (ScalarFunction function : ScalarFunctions.all()) {
            Term term = function.example().term();
            wanted.add(term + " is " + function.example().result());
            Expression expression =
                    ConstantFolder.fold(Resolver.expression(term, new Schema(List.of())), OracleTable.NOW);
            Evaluator evaluator = Evaluator.of(Expressions.cast(expression, Type.STRING));
            found.add(term + " is " + TestVectors.value(Type.STRING, evaluator.evaluate(new Batch(1, List.of())), 0));
        }
        assertThat(found).isEqualTo(wanted);
    }

    @Test
    void everyFunctionHasACase() {
        Set<String> missing = new TreeSet<>();
        ScalarFunctions.all().forEach(function -> missing.add(function.name()));
        FunctionCase.all().forEach(call -> OracleTable.unfolded(call.column()).accept(new NamesOfFunctions(missing)));
        assertThat(missing).isEmpty();
    }

    /** The same values whatever the batch: with vectors of the other form, with rows left out, and row by row. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void computesARowTheSameInEveryBatch(long seed) {
        Random random = new Random(seed);
        OracleTable table = new OracleTable(ROWS, random);
        for (FunctionCase call : FunctionCase.all()) {
            Expression expression = OracleTable.resolve(call.column());
            Evaluator evaluator = Evaluator.of(expression);
            List<@Nullable Object> one = new ArrayList<>();
            for (int row = 0; row < ROWS; row++) {
                one.add(values(evaluator, expression, table.batch(row, Form.PLAIN))
                        .get(0));
            }
            for (Form form : Form.values()) {
                Batch batch = table.batch(form);
                int[] some = IntStream.range(0, ROWS)
                        .filter(row -> random.nextInt(3) == 0)
                        .toArray();
                for (Batch part : List.of(batch, batch.select(some, some.length), batch)) {
                    List<@Nullable Object> found = values(evaluator, expression, part);
                    for (int index = 0; index < part.selectedCount(); index++) {
                        int row = part.position(index);
                        if (!Objects.equals(one.get(row), found.get(index))) {
                            assertThat(found.get(index))
                                    .as("seed %d, %s, %s, %s of %s", seed, expression, form, part, table.describe(row))
                                    .isEqualTo(one.get(row));
                        }
                    }
                }
            }
        }
    }

    /** The values of the selected rows. */
    private static List<@Nullable Object> values(Evaluator evaluator, Expression expression, Batch batch) {
        Vector vector = evaluator.evaluate(batch);
        assertThat(vector.size()).isEqualTo(batch.rowCount());
        List<@Nullable Object> values = new ArrayList<>();
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            Object value = TestVectors.value(expression.type(), vector, row);
            values.add(value);
            assertThat(value != null || TestVectors.isZero(vector, row))
                    .as("the null of %s covers nothing", expression)
                    .isTrue();
        }
        return values;
    }
}
