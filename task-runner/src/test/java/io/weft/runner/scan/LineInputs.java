package io.weft.runner.scan;

import io.weft.api.Source;
import io.weft.plan.Input;
import io.weft.plan.NodeId;
import io.weft.plan.PlanNode.Scan;
import io.weft.runner.format.Formats;
import io.weft.stage.FileRange;
import io.weft.type.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads sources of lines as a job would: with their columns found out, and cut wherever a test likes. */
final class LineInputs {
    final ScanFixture fixture = new ScanFixture();
    private final Formats formats = new Formats(fixture.configuration());

    Schema schema(Source source) {
        return formats.schemaOf(source.input());
    }

    /** The scan of these columns, or of all where none is named. */
    Scan scan(Source source, String... columns) {
        Input input = source.input();
        Schema table = formats.schemaOf(input);
        Schema wanted = columns.length == 0
                ? table
                : new Schema(Stream.of(columns)
                        .map(name -> table.field(table.indexOf(name)))
                        .toList());
        return new Scan(new NodeId(0), formats.complete(input), table, wanted, List.of());
    }

    /** The rows of a whole file, {@code |} between the values. */
    List<String> rows(Source source, Path file, String... columns) {
        return rows(scan(source, columns), fixture.whole(file));
    }

    List<String> rows(Scan scan, FileRange... ranges) {
        return fixture.read(scan, ranges).stream().map(LineInputs::text).toList();
    }

    /** The rows of a file cut before these places, piece by piece. */
    List<String> pieces(Scan scan, Path file, long... places) {
        List<String> rows = new ArrayList<>();
        for (FileRange range : fixture.cut(file, places)) {
            rows.addAll(rows(scan, range));
        }
        return rows;
    }

    private static String text(List<@Nullable Object> row) {
        StringJoiner text = new StringJoiner("|");
        row.forEach(value -> text.add(String.valueOf(value)));
        return text.toString();
    }
}
