package io.weft.benchmarks;

import static io.weft.benchmarks.LineItems.COMMENT;
import static io.weft.benchmarks.LineItems.DISCOUNT;
import static io.weft.benchmarks.LineItems.FLAG;
import static io.weft.benchmarks.LineItems.PART;
import static io.weft.benchmarks.LineItems.QUANTITY;
import static io.weft.benchmarks.LineItems.SHIPPED;

import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Expressions;
import io.weft.expr.Function;
import io.weft.expr.ScalarFunctions;
import io.weft.expr.Term;
import io.weft.runner.vector.Batch;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** Conditions on {@link LineItems}, as expressions and row by row. */
public enum Condition {
    LESS_BIGINT,
    LESS_DECIMAL,
    EQUAL_CODED_STRING,
    EQUAL_STRING,
    CONTAINS,
    LIKE,
    LIKE_BEGINNING,
    /** That of TPC-H's query 6. */
    QUERY_6;

    private static final long MIDDLE_PART = LineItems.PARTS / 2;
    private static final BigDecimal MOST = new BigDecimal("24.00");
    private static final BigDecimal LEAST_DISCOUNT = new BigDecimal("0.05");
    private static final BigDecimal GREATEST_DISCOUNT = new BigDecimal("0.07");
    private static final LocalDate FIRST_DAY = LocalDate.of(1994, 1, 1);
    private static final LocalDate END = FIRST_DAY.plusYears(1);

    Expression expression() {
        return switch (this) {
            case LESS_BIGINT -> compare(Function.LESS, PART, MIDDLE_PART);
            case LESS_DECIMAL -> compare(Function.LESS, QUANTITY, MOST);
            case EQUAL_CODED_STRING -> compare(Function.EQUAL, FLAG, "R");
            case EQUAL_STRING -> compare(Function.EQUAL, COMMENT, "final");
            case CONTAINS -> test("contains", "special");
            case LIKE -> test("like", "%special%requests%");
            case LIKE_BEGINNING -> test("like", "special%");
            case QUERY_6 ->
                Expressions.and(List.of(
                        compare(Function.GREATER_OR_EQUAL, SHIPPED, FIRST_DAY),
                        compare(Function.LESS, SHIPPED, END),
                        compare(Function.GREATER_OR_EQUAL, DISCOUNT, LEAST_DISCOUNT),
                        compare(Function.LESS_OR_EQUAL, DISCOUNT, GREATEST_DISCOUNT),
                        compare(Function.LESS, QUANTITY, MOST)));
        };
    }

    private static Expression compare(Function function, InputColumn column, Object value) {
        return new Call(function, List.of(column, new Literal(value, column.type())), Type.BOOLEAN);
    }

    private static Expression test(String function, String text) {
        return ScalarFunctions.resolve(
                new Term.Invoke(function, List.of()), List.of(COMMENT, new Literal(text, Type.STRING)));
    }

    /** Whether a row meets it. */
    boolean holds(Batch batch, int row) {
        String comment = (String) LineItems.value(COMMENT, batch, row);
        BigDecimal quantity = (BigDecimal) LineItems.value(QUANTITY, batch, row);
        return switch (this) {
            case LESS_BIGINT -> (Long) LineItems.value(PART, batch, row) < MIDDLE_PART;
            case LESS_DECIMAL -> quantity.compareTo(MOST) < 0;
            case EQUAL_CODED_STRING -> LineItems.value(FLAG, batch, row).equals("R");
            case EQUAL_STRING -> comment.equals("final");
            case CONTAINS -> comment.contains("special");
            case LIKE -> comment.contains("special") && comment.indexOf("requests", comment.indexOf("special")) >= 0;
            case LIKE_BEGINNING -> comment.startsWith("special");
            case QUERY_6 -> {
                LocalDate shipped = (LocalDate) LineItems.value(SHIPPED, batch, row);
                BigDecimal discount = (BigDecimal) LineItems.value(DISCOUNT, batch, row);
                yield !shipped.isBefore(FIRST_DAY)
                        && shipped.isBefore(END)
                        && discount.compareTo(LEAST_DISCOUNT) >= 0
                        && discount.compareTo(GREATEST_DISCOUNT) <= 0
                        && quantity.compareTo(MOST) < 0;
            }
        };
    }
}
