package io.weft.appmaster.local;

import static io.weft.api.Columns.col;
import static io.weft.api.Columns.field;
import static io.weft.api.Columns.schema;
import static io.weft.api.WindowFunctions.cumeDist;
import static io.weft.api.WindowFunctions.denseRank;
import static io.weft.api.WindowFunctions.firstValue;
import static io.weft.api.WindowFunctions.lag;
import static io.weft.api.WindowFunctions.lastValue;
import static io.weft.api.WindowFunctions.lead;
import static io.weft.api.WindowFunctions.nthValue;
import static io.weft.api.WindowFunctions.ntile;
import static io.weft.api.WindowFunctions.percentRank;
import static io.weft.api.WindowFunctions.rank;
import static io.weft.api.WindowFunctions.rowNumber;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Column;
import io.weft.api.Text;
import io.weft.api.Window;
import io.weft.expr.WindowFunction;
import io.weft.type.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the examples of docs/windows.md. */
final class WindowExamplesTest {
    @TempDir
    private Path directory;

    @Test
    void everyExampleGivesWhatThePageSays() throws IOException {
        Path input = directory.resolve("rows.txt");
        Files.writeString(input, "5 2\n9 4\n1 1\n5 2\n");
        WindowFunction[] functions = WindowFunction.values();
        List<List<String>> rows = new ArrayList<>();
        new LocalRun(directory)
                .succeed(job -> job.read(Text.at(input.toString()))
                        .map(schema(field("x", Type.INT), field("y", Type.INT)), row -> {
                            String[] parts = row.string("line").split(" ", -1);
                            return List.of(Integer.valueOf(parts[0]), Integer.valueOf(parts[1]));
                        })
                        .select(Arrays.stream(functions)
                                .map(function -> written(function)
                                        .over(Window.orderBy("y"))
                                        .as(function.name()))
                                .toArray(Column[]::new))
                        .orderBy(WindowFunction.ROW_NUMBER.name())
                        .collect(row -> rows.add(
                                row.values().stream().map(String::valueOf).toList())));
        assertThat(rows).hasSize(4);
        for (int index = 0; index < functions.length; index++) {
            int column = index;
            assertThat(rows.stream().map(row -> row.get(column)).collect(Collectors.joining(", ")))
                    .as(functions[index].usage())
                    .isEqualTo(functions[index].example());
        }
    }

    /** What an author writes for the usage. */
    private static Column written(WindowFunction function) {
        return switch (function) {
            case ROW_NUMBER -> rowNumber();
            case RANK -> rank();
            case DENSE_RANK -> denseRank();
            case PERCENT_RANK -> percentRank();
            case CUME_DIST -> cumeDist();
            case NTILE -> ntile(2);
            case LAG -> lag(col("x"), 1, 0);
            case LEAD -> lead("x", 1);
            case FIRST_VALUE -> firstValue("x");
            case LAST_VALUE -> lastValue("x");
            case NTH_VALUE -> nthValue("x", 2);
            case FIRST_NON_NULL -> firstValue("x").ignoreNulls();
            case LAST_NON_NULL -> lastValue("x").ignoreNulls();
        };
    }
}
