package io.weft.benchmarks;

import io.weft.expr.Expression.InputColumn;
import java.util.List;

/** Columns of {@link LineItems} that go into blocks. */
public enum BlockColumns {
    RISING_BIGINT,
    RANDOM_BIGINT,
    DECIMAL,
    CODED_STRING,
    STRING,
    /** All nine. */
    LINE_ITEM;

    List<InputColumn> columns() {
        return switch (this) {
            case RISING_BIGINT -> List.of(LineItems.ORDER);
            case RANDOM_BIGINT -> List.of(LineItems.PART);
            case DECIMAL -> List.of(LineItems.PRICE);
            case CODED_STRING -> List.of(LineItems.FLAG);
            case STRING -> List.of(LineItems.COMMENT);
            case LINE_ITEM ->
                List.of(
                        LineItems.ORDER,
                        LineItems.PART,
                        LineItems.QUANTITY,
                        LineItems.PRICE,
                        LineItems.DISCOUNT,
                        LineItems.TAX,
                        LineItems.SHIPPED,
                        LineItems.FLAG,
                        LineItems.COMMENT);
        };
    }
}
