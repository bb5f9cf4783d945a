package io.weft.runner.kernel;

import static io.weft.api.Columns.col;
import static io.weft.api.Columns.decimal;
import static io.weft.api.Columns.lit;
import static io.weft.api.DateFormFunctions.toDate;
import static io.weft.api.DateFunctions.dateAdd;
import static io.weft.api.DateFunctions.dateTrunc;
import static io.weft.api.DateFunctions.makeDate;
import static io.weft.api.EncodingFunctions.unhex;
import static io.weft.api.Functions.coalesce;
import static io.weft.api.Functions.when;
import static io.weft.api.MathFunctions.abs;
import static io.weft.api.MathFunctions.round;
import static io.weft.api.MathFunctions.sqrt;
import static io.weft.api.PatternFunctions.regexpExtract;
import static io.weft.api.PatternFunctions.regexpReplace;
import static io.weft.api.StringFunctions.chr;
import static io.weft.api.StringFunctions.length;
import static io.weft.api.StringFunctions.splitPart;
import static io.weft.api.StringFunctions.upper;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.Column;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.expr.Expression;
import io.weft.runner.kernel.TestVectors.Form;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.CodedBytesVector;
import io.weft.runner.vector.Vector;
import io.weft.type.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FunctionEvaluatorTest {
    private static final List<String> WORDS = List.of("one", "two", "one", "one", "two");

    /** A batch in which column {@code t} holds the texts and {@code i} the numbers. */
    private static Batch batch(
            List<? extends @Nullable Object> texts, List<? extends @Nullable Object> numbers, Form form) {
        List<Vector> vectors = new ArrayList<>();
        for (int column = 0; column < OracleTable.SCHEMA.size(); column++) {
            String name = OracleTable.SCHEMA.field(column).name();
            List<? extends @Nullable Object> values = name.equals("t")
                    ? texts
                    : name.equals("i") ? numbers : Arrays.asList(new @Nullable Object[texts.size()]);
            vectors.add(TestVectors.of(OracleTable.SCHEMA.type(column), values, form));
        }
        return new Batch(texts.size(), vectors);
    }

    private static List<@Nullable Object> values(Column column, Batch batch) {
        Expression expression = OracleTable.resolve(column);
        Vector vector = Evaluator.of(expression).evaluate(batch);
        List<@Nullable Object> values = new ArrayList<>();
        for (int row = 0; row < batch.rowCount(); row++) {
            values.add(TestVectors.value(expression.type(), vector, row));
        }
        return values;
    }

    private static void fails(Column column, ErrorCode code, String message) {
        Batch batch = batch(List.of("a-1"), List.of(-7), Form.PLAIN);
        Expression expression = OracleTable.resolve(column);
        assertThatThrownBy(() -> Evaluator.of(expression).evaluate(batch))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessage(message);
    }

    @Test
    void keepsTheIdsOfADictionary() {
        Batch batch = batch(WORDS, List.of(1, 2, 3, 4, 5), Form.OTHER);
        Vector found = Evaluator.of(OracleTable.resolve(upper(col("t")))).evaluate(batch);
        assertThat(found).isInstanceOfSatisfying(CodedBytesVector.class, coded -> {
            assertThat(coded.dictionary().size()).isEqualTo(2);
            assertThat(coded.ids()).isSameAs(((CodedBytesVector) batch.column(0)).ids());
        });
        assertThat(values(upper(col("t")), batch)).containsExactly("ONE", "TWO", "ONE", "ONE", "TWO");
    }

    @Test
    void anEntryOfTheDictionaryThatIsInNoRowMayFail() {
        Batch all = batch(List.of("1", "x", "1"), List.of(1, 2, 3), Form.OTHER);
        Batch digits = all.select(new int[] {0, 2}, 2);
        Expression hex = OracleTable.resolve(length(unhex(col("t"))));
        assertThat(TestVectors.value(Type.INT, Evaluator.of(hex).evaluate(digits), 2))
                .isEqualTo(1);
        assertThatThrownBy(() -> Evaluator.of(hex).evaluate(all)).hasMessageContaining("'x' is not hexadecimal");
    }

    @Test
    void doesNotComputeWhatIsNotChosen() {
        Batch batch = batch(List.of("a", "b"), List.of(0, 4), Form.PLAIN);
        assertThat(values(when(col("i").notEqual(0), lit(8).mod(col("i"))).otherwise(-1), batch))
                .containsExactly(-1, 0);
        assertThat(values(coalesce(col("i"), lit(1).mod(0)), batch)).containsExactly(0, 4);
        assertThat(values(when(col("i").lessThan(-5), sqrt(lit(-1))), batch)).containsExactly(null, null);
    }

    @Test
    void takesTimeInProportionToTheTextWhateverTheRegularExpression() {
        Batch batch = batch(List.of("a".repeat(50_000) + "!"), List.of(1), Form.PLAIN);
        assertThat(values(col("t").rlike("^(a+)+$"), batch)).containsExactly(false);
    }

    @Test
    void saysForWhichValueAFunctionIsNotDefined() {
        fails(
                sqrt(col("i")),
                ErrorCode.ARITHMETIC,
                "Cannot compute sqrt(cast(i as double)): it is not defined for -7.0 (filter such rows out first)");
        fails(
                chr(col("i")),
                ErrorCode.ARITHMETIC,
                "Cannot compute chr(i): there is no character with the code point -7 (filter such rows out first)");
        fails(
                splitPart(col("t"), "-", 0),
                ErrorCode.ARITHMETIC,
                "Cannot compute split_part(t, '-', 0): parts are counted from 1, or from -1 at the end, and there is no"
                        + " part 0 (filter such rows out first)");
        fails(
                makeDate(2001, 2, col("i")),
                ErrorCode.ARITHMETIC,
                "Cannot compute make_date(2001, 2, i): there is no day -7 of the month 2 of the year 2001"
                        + " (filter such rows out first)");
    }

    @Test
    void saysWhatDoesNotFit() {
        fails(
                abs(lit(Integer.MIN_VALUE)),
                ErrorCode.ARITHMETIC,
                "Cannot compute abs(-2147483648): of -2147483648 it does not fit into int (cast to a wider type first)");
        fails(
                dateAdd(lit(LocalDate.EPOCH), Integer.MAX_VALUE)
                        .equalTo(dateAdd(dateAdd(lit(LocalDate.EPOCH), Integer.MAX_VALUE), 1)),
                ErrorCode.ARITHMETIC,
                "Cannot compute date_add(date '+5881580-07-11', 1): the result is 2147483648 days away, beyond what a date"
                        + " holds (filter such rows out first)");
        fails(
                round(lit(decimal("99999999999999999999999999999999999999")), -38),
                ErrorCode.ARITHMETIC,
                "Cannot compute round(99999999999999999999999999999999999999, -38): of"
                        + " 99999999999999999999999999999999999999 it does not fit into decimal(38,0)"
                        + " (cast to fewer digits first)");
    }

    @Test
    void saysWhatIsWrongWithAPattern() {
        fails(
                col("t").rlike("(a"),
                ErrorCode.INVALID_PLAN,
                "Cannot compute rlike(t, '(a'): '(a' is not a regular expression: missing closing )"
                        + " (RE2 syntax, without references back and without looking around)");
        fails(
                regexpExtract(col("t"), "a", 1),
                ErrorCode.INVALID_PLAN,
                "Cannot compute regexp_extract(t, 'a', 1): there is no group 1 in 'a', which has 0"
                        + " (name one that it has, 0 for the whole match)");
        fails(
                regexpReplace(col("t"), "a", "$x"),
                ErrorCode.INVALID_PLAN,
                "Cannot compute regexp_replace(t, 'a', '$x'): no number of a group follows the $ in '$x'"
                        + " (write \\$ for a dollar)");
        fails(
                col("t").like("a\\"),
                ErrorCode.INVALID_PLAN,
                "Cannot compute like(t, 'a\\'): the pattern 'a\\' ends with the escape (write it twice to mean it)");
        fails(
                dateTrunc("fortnight", lit(Instant.EPOCH)),
                ErrorCode.INVALID_PLAN,
                "Cannot compute date_trunc('fortnight', timestamp '1970-01-01T00:00:00Z'): there is no unit 'fortnight'"
                        + " (name one of year, quarter, month, week, day, hour, minute, second, millisecond, microsecond)");
        fails(
                toDate(col("t"), "yyyy-MM-dd"),
                ErrorCode.CAST_FAILED,
                "Cannot compute to_date(t, 'yyyy-MM-dd'): 'a-1' is not as the pattern 'yyyy-MM-dd' says"
                        + " (correct the data, or filter such rows out first)");
    }
}
