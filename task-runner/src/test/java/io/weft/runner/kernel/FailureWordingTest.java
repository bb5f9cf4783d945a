package io.weft.runner.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.expr.Expression;
import io.weft.expr.Expression.Cast;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Function;
import io.weft.runner.kernel.TestVectors.Form;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureWordingTest {
    @Test
    void namesTheIntegersThatOverflow() {
        assertFails(
                ErrorCode.ARITHMETIC,
                "Cannot compute (a + b): 2147483647 + 1 does not fit into int (cast one side to bigint)",
                arithmetic(Function.ADD, Type.INT),
                Integer.MAX_VALUE,
                1);
        assertFails(
                ErrorCode.ARITHMETIC,
                "Cannot compute (a * b): 9223372036854775807 * -2 does not fit into bigint"
                        + " (cast one side to decimal(20,0))",
                arithmetic(Function.MULTIPLY, Type.BIGINT),
                Long.MAX_VALUE,
                -2L);
        assertFails(
                ErrorCode.ARITHMETIC,
                "Cannot compute (a - b): -128 - 1 does not fit into tinyint (cast one side to bigint)",
                arithmetic(Function.SUBTRACT, Type.TINYINT),
                (byte) -128,
                (byte) 1);
        assertFails(
                ErrorCode.ARITHMETIC,
                "Cannot compute (-a): -(-32768) does not fit into smallint (cast one side to bigint)",
                TypedExpressions.negate(a(Type.SMALLINT)),
                Short.MIN_VALUE);
        assertFails(
                ErrorCode.ARITHMETIC,
                "Cannot compute (-a): -(-2147483648) does not fit into int (cast one side to bigint)",
                TypedExpressions.negate(a(Type.INT)),
                Integer.MIN_VALUE);
    }

    @Test
    void namesTheDecimalsThatOverflow() {
        BigDecimal greatest = BigDecimal.TEN.pow(38).subtract(BigDecimal.ONE);
        assertFails(
                ErrorCode.ARITHMETIC,
                "Cannot compute (a + b): 99999999999999999999999999999999999999 + 1 does not fit into decimal(38,0)"
                        + " (cast one side to double, or to fewer digits)",
                arithmetic(Function.ADD, Type.decimal(38, 0)),
                greatest,
                BigDecimal.ONE);
    }

    @Test
    void namesTheDivisionByZero() {
        assertFails(
                ErrorCode.ARITHMETIC,
                "Cannot compute (a % b): 7 % 0 divides by zero (filter such rows out first)",
                arithmetic(Function.MODULO, Type.INT),
                7,
                0);
        assertFails(
                ErrorCode.ARITHMETIC,
                "Cannot compute (a / b): 1.5 / -0.0 divides by zero (filter such rows out first)",
                arithmetic(Function.DIVIDE, Type.DOUBLE),
                1.5,
                -0.0);
        assertFails(
                ErrorCode.ARITHMETIC,
                "Cannot compute (a / b): 12.50 / 0.00 divides by zero (filter such rows out first)",
                arithmetic(Function.DIVIDE, Type.decimal(10, 2)),
                new BigDecimal("12.50"),
                new BigDecimal("0.00"));
    }

    @Test
    void namesTheNumberThatACastCannotKeep() {
        String advice = " (cast to a wider type, or filter such rows out first)";
        assertFails(
                ErrorCode.CAST_FAILED,
                "Cannot compute cast(a as int): 3000000000 does not fit into int" + advice,
                new Cast(a(Type.BIGINT), Type.INT),
                3_000_000_000L);
        assertFails(
                ErrorCode.CAST_FAILED,
                "Cannot compute cast(a as tinyint): 128 does not fit into tinyint" + advice,
                new Cast(a(Type.SMALLINT), Type.TINYINT),
                (short) 128);
        assertFails(
                ErrorCode.CAST_FAILED,
                "Cannot compute cast(a as timestamp): +294247-01-11 does not fit into timestamp" + advice,
                new Cast(a(Type.DATE), Type.TIMESTAMP),
                LocalDate.of(294247, 1, 11));
        assertFails(
                ErrorCode.CAST_FAILED,
                "Cannot compute cast(a as decimal(4,1)): 999.95 does not fit into decimal(4,1)" + advice,
                new Cast(a(Type.decimal(10, 2)), Type.decimal(4, 1)),
                new BigDecimal("999.95"));
        assertFails(
                ErrorCode.CAST_FAILED,
                "Cannot compute cast(a as bigint): NaN does not fit into bigint" + advice,
                new Cast(a(Type.DOUBLE), Type.BIGINT),
                Double.NaN);
    }

    @Test
    void showsTheBeginningOfTextThatACastCannotRead() {
        String advice = " (correct the data, or filter such rows out first)";
        assertFails(
                ErrorCode.CAST_FAILED,
                "Cannot compute cast(a as date): '1998-9-2' is not a value of type date" + advice,
                new Cast(a(Type.STRING), Type.DATE),
                " 1998-9-2 ");
        assertFails(
                ErrorCode.CAST_FAILED,
                "Cannot compute cast(a as int): '" + "x".repeat(60) + "…' is not a value of type int" + advice,
                new Cast(a(Type.STRING), Type.INT),
                "x".repeat(500));
    }

    @Test
    void showsTextThatIsNoTime() {
        assertFails(
                ErrorCode.CAST_FAILED,
                "Cannot compute cast(a as timestamp_ntz): '1998-09-02 10:00Z' is not a value of type timestamp_ntz"
                        + " (correct the data, or filter such rows out first)",
                new Cast(a(Type.STRING), Type.TIMESTAMP_NTZ),
                "1998-09-02 10:00Z");
    }

    @Test
    void refusesACastThatDoesNotExistBeforeThereIsARow() {
        assertThatThrownBy(() -> Evaluator.of(new Cast(a(Type.DATE), Type.INT)))
                .isInstanceOfSatisfying(
                        WeftException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.TYPE_MISMATCH))
                .hasMessage("Cannot compute cast(a as int): there is no cast from date to int"
                        + " (see docs/semantics.md for the casts there are)");
    }

    private static InputColumn a(Type type) {
        return new InputColumn(0, "a", type);
    }

    private static Expression arithmetic(Function function, Type type) {
        return TypedExpressions.arithmetic(function, a(type), new InputColumn(1, "b", type));
    }

    /** Evaluates over one row with these values in its columns. */
    private static void assertFails(ErrorCode code, String message, Expression expression, Object... row) {
        List<Vector> columns = new ArrayList<>();
        for (Object value : row) {
            columns.add(TestVectors.of(typeOf(expression), List.of(value), Form.PLAIN));
        }
        assertThatThrownBy(() -> Evaluator.of(expression).evaluate(new Batch(1, columns)))
                .isInstanceOfSatisfying(
                        WeftException.class,
                        failure -> assertThat(failure.code()).isEqualTo(code))
                .hasMessage(message);
    }

    /** The type of the columns, which are all of one. */
    private static Type typeOf(Expression expression) {
        if (expression instanceof Expression.Call call) {
            return typeOf(call.argument(0));
        }
        return expression instanceof Cast cast ? typeOf(cast.input()) : expression.type();
    }
}
