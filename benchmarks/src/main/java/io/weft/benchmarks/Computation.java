package io.weft.benchmarks;

import static io.weft.benchmarks.LineItems.DISCOUNT;
import static io.weft.benchmarks.LineItems.ORDER;
import static io.weft.benchmarks.LineItems.PART;
import static io.weft.benchmarks.LineItems.PRICE;
import static io.weft.benchmarks.LineItems.QUANTITY;
import static io.weft.benchmarks.LineItems.TAX;

import io.weft.expr.DecimalRules;
import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Function;
import io.weft.runner.vector.Batch;
import io.weft.type.DecimalType;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Columns computed of {@link LineItems}, as expressions and row by row. */
public enum Computation {
    ADD_BIGINT,
    MULTIPLY_BIGINT,
    ADD_DECIMAL,
    MULTIPLY_DECIMAL,
    DIVIDE_DECIMAL,
    /** The discounted price and the charge of TPC-H's query 1. */
    QUERY_1;

    private static final Literal ONE = new Literal(BigDecimal.ONE, Type.decimal(1, 0));

    List<Expression> expressions() {
        return switch (this) {
            case ADD_BIGINT -> List.of(arithmetic(Function.ADD, ORDER, PART));
            case MULTIPLY_BIGINT -> List.of(arithmetic(Function.MULTIPLY, ORDER, PART));
            case ADD_DECIMAL -> List.of(arithmetic(Function.ADD, PRICE, QUANTITY));
            case MULTIPLY_DECIMAL -> List.of(arithmetic(Function.MULTIPLY, PRICE, QUANTITY));
            case DIVIDE_DECIMAL -> List.of(arithmetic(Function.DIVIDE, PRICE, QUANTITY));
            case QUERY_1 -> {
                Expression discounted =
                        arithmetic(Function.MULTIPLY, PRICE, arithmetic(Function.SUBTRACT, ONE, DISCOUNT));
                yield List.of(
                        discounted, arithmetic(Function.MULTIPLY, discounted, arithmetic(Function.ADD, ONE, TAX)));
            }
        };
    }

    private static Expression arithmetic(Function function, Expression left, Expression right) {
        Type type = left.type() instanceof DecimalType first && right.type() instanceof DecimalType second
                ? DecimalRules.result(function, first, second)
                : left.type();
        return new Call(function, List.of(left, right), type);
    }

    /** The values of a row; decimals without regard to their scale, but rounded to this one. */
    List<Object> values(Batch batch, int row, int scale) {
        return switch (this) {
            case ADD_BIGINT -> List.of(bigint(ORDER, batch, row) + bigint(PART, batch, row));
            case MULTIPLY_BIGINT -> List.of(bigint(ORDER, batch, row) * bigint(PART, batch, row));
            case ADD_DECIMAL -> List.of(decimal(PRICE, batch, row).add(decimal(QUANTITY, batch, row)));
            case MULTIPLY_DECIMAL -> List.of(decimal(PRICE, batch, row).multiply(decimal(QUANTITY, batch, row)));
            case DIVIDE_DECIMAL ->
                List.of(decimal(PRICE, batch, row).divide(decimal(QUANTITY, batch, row), scale, RoundingMode.HALF_UP));
            case QUERY_1 -> {
                BigDecimal discounted =
                        decimal(PRICE, batch, row).multiply(BigDecimal.ONE.subtract(decimal(DISCOUNT, batch, row)));
                yield List.of(discounted, discounted.multiply(BigDecimal.ONE.add(decimal(TAX, batch, row))));
            }
        };
    }

    private static long bigint(InputColumn column, Batch batch, int row) {
        return (Long) LineItems.value(column, batch, row);
    }

    private static BigDecimal decimal(InputColumn column, Batch batch, int row) {
        return (BigDecimal) LineItems.value(column, batch, row);
    }
}
