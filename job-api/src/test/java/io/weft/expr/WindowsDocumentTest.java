package io.weft.expr;

import io.weft.document.Document;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class WindowsDocumentTest {
    @Test
    void thePageNamesEveryFunction() throws IOException {
        StringBuilder text = new StringBuilder("""
            # Window functions

            What is computed for each row of the rows around it. In Java they are static methods of `io.weft.api.WindowFunctions`, whose names are those below
            without underscores (`rowNumber`), with a window behind them, in `select` or `withColumn`:

            ```java
            WindowSpec newest = Window.partitionBy("o_custkey").orderBy(desc("o_orderdate"), asc("o_orderkey"));
            orders.withColumn("place", rowNumber().over(newest))
                    .withColumn("before", lag(col("o_totalprice"), 1, decimal("0.00")).over(newest))
                    .withColumn("spent", sum("o_totalprice").over(newest.rowsBetween(Window.currentRow(), Window.unboundedFollowing())))
                    .withColumn("share", col("o_totalprice").divide(sum("o_totalprice").over(Window.partitionBy("o_custkey"))))
                    .where(col("place").lessThanOrEqual(3));
            ```

            Every aggregate of docs/aggregates.md may stand before a window, too, but for those that keep more than about a value
            (`collect_list`, `collect_set`, percentiles, sketches) and for distinct values. docs/semantics.md says what frames, ties and nulls mean.

            The examples are over the window `Window.orderBy("y")` of these rows, and so are the results, one after the other:

            | x | y |
            |---|---|
            | 1 | 1 |
            | 5 | 2 |
            | 5 | 2 |
            | 9 | 4 |

            | function | what it gives | example |
            |---|---|---|
            """);
        for (WindowFunction function : WindowFunction.values()) {
            text.append("| `%s` | %s | `%s` |\n".formatted(function.usage(), function.meaning(), function.example()));
        }
        Document.assertCurrent("docs/windows.md", text.toString());
    }
}
