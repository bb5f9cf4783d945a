package io.weft.runner.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.Cast;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Function;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SqlConditionTest {
    private static final SqlNames NAMES = new SqlNames("\"");
    private static final Expression ID = new InputColumn(0, "id", Type.INT);
    private static final Expression NAME = new InputColumn(1, "na\"me", Type.STRING);
    private static final Expression PRICE = new InputColumn(2, "price", Type.decimal(9, 2));
    private static final Expression WEIGHT = new InputColumn(3, "weight", Type.DOUBLE);
    private static final Expression DAY = new InputColumn(4, "day", Type.DATE);
    private static final Expression AT = new InputColumn(5, "at", Type.TIMESTAMP);
    private static final Expression FIVE = literal(5, Type.INT);

    @Test
    void asksForWhatEveryDatabaseUnderstandsAlike() {
        LocalDate day = LocalDate.of(1998, 9, 2);

        assertThat(of(call(Function.LESS_OR_EQUAL, DAY, literal(day, Type.DATE))))
                .hasValue(new SqlCondition("(\"day\" <= ?)", List.of(day)));
        assertThat(of(call(Function.GREATER, FIVE, ID))).hasValue(new SqlCondition("(\"id\" < ?)", List.of(5)));
        assertThat(of(call(Function.EQUAL, PRICE, literal(new BigDecimal("1.5"), Type.decimal(2, 1)))))
                .hasValue(new SqlCondition("(\"price\" = ?)", List.of(new BigDecimal("1.5"))));
        assertThat(of(call(Function.IS_NULL, NAME))).hasValue(new SqlCondition("(\"na\"\"me\" IS NULL)", List.of()));
        assertThat(of(call(Function.NOT_EQUAL, new Cast(ID, Type.BIGINT), literal(7L, Type.BIGINT))))
                .hasValue(new SqlCondition("(\"id\" <> ?)", List.of(7L)));
    }

    @Test
    void leavesToWeftWhatDatabasesUnderstandDifferently() {
        assertThat(of(call(Function.LESS, NAME, literal("x", Type.STRING)))).isEmpty();
        assertThat(of(call(Function.GREATER, WEIGHT, literal(1.0, Type.DOUBLE))))
                .isEmpty();
        assertThat(of(call(Function.NOT, call(Function.EQUAL, ID, FIVE)))).isEmpty();
        assertThat(of(call(Function.EQUAL, new Cast(PRICE, Type.INT), FIVE))).isEmpty();
        assertThat(of(call(Function.EQUAL, ID, literal(null, Type.INT)))).isEmpty();
        assertThat(of(call(Function.EQUAL, ID, new InputColumn(5, "other", Type.INT))))
                .isEmpty();
    }

    @Test
    void leavesRoomForWhatIsFinerThanAMicrosecond() {
        Instant time = Instant.ofEpochSecond(5);
        Instant next = Instant.ofEpochSecond(5, 1000);
        Expression literal = literal(time, Type.TIMESTAMP);

        assertThat(of(call(Function.EQUAL, AT, literal)))
                .hasValue(new SqlCondition("(\"at\" >= ? AND \"at\" < ?)", List.of(time, next)));
        assertThat(of(call(Function.LESS_OR_EQUAL, AT, literal)))
                .hasValue(new SqlCondition("(\"at\" < ?)", List.of(next)));
        assertThat(of(call(Function.LESS, AT, literal))).hasValue(new SqlCondition("(\"at\" < ?)", List.of(time)));
        assertThat(of(call(Function.NOT_EQUAL, AT, literal))).isEmpty();
    }

    @Test
    void neverAsksForLessThanTheFilterKeeps() {
        Expression known = call(Function.LESS, ID, FIVE);
        Expression unknown = call(Function.LESS, NAME, literal("x", Type.STRING));

        assertThat(of(call(Function.AND, known, unknown))).hasValue(new SqlCondition("((\"id\" < ?))", List.of(5)));
        assertThat(of(call(Function.OR, known, unknown))).isEmpty();
        assertThat(of(call(Function.OR, known, call(Function.IS_NULL, ID))))
                .hasValue(new SqlCondition("((\"id\" < ?) OR (\"id\" IS NULL))", List.of(5)));
    }

    private static Optional<SqlCondition> of(Expression filter) {
        return SqlCondition.all(SqlCondition.of(List.of(filter), NAMES));
    }

    private static Expression call(Function function, Expression... arguments) {
        return new Call(function, List.of(arguments), Type.BOOLEAN);
    }

    private static Expression literal(@Nullable Object value, Type type) {
        return new Literal(value, type);
    }
}
