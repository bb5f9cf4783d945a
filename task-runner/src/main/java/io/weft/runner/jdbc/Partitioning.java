package io.weft.runner.jdbc;

import io.weft.api.Jdbc;
import io.weft.error.ErrorCode;
import io.weft.error.NearestName;
import io.weft.error.WeftException;
import io.weft.expr.Expression;
import io.weft.plan.PlanNode.Scan;
import io.weft.type.Field;
import io.weft.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a table is divided for several tasks.
 *
 * @param column of the keys
 * @param line on which they lie
 * @param most ranges of keys
 * @param bounds the least and the greatest key, where the job has given them
 */
public record Partitioning(Field column, KeyLine line, int most, Optional<List<Object>> bounds) {
    /**
     * What the scan's input asks for; empty where it is read by one task.
     *
     * @throws WeftException if the table has no such column, or it cannot be divided
     */
    public static Optional<Partitioning> of(JdbcSource source, Scan scan) {
        Map<String, String> options = scan.input().options();
        String name = options.get(Jdbc.PARTITION_COLUMN);
        if (name == null) {
            return Optional.empty();
        }
        Field column = column(name, source, scan.table());
        KeyLine line = KeyLine.of(column.type())
                .orElseThrow(() -> new WeftException(
                        ErrorCode.TYPE_MISMATCH,
                        "Cannot read table '%s' in ranges of '%s': it is a %s (choose an integer, a decimal, a date or a timestamp)",
                        source.table(),
                        column.name(),
                        column.type()));
        int most = Integer.parseInt(options.getOrDefault(Jdbc.PARTITIONS, "1"));
        return Optional.of(new Partitioning(column, line, most, given(options, source, column, line)));
    }

    private static Field column(String name, JdbcSource source, Schema table) {
        int exact = table.indexOf(name);
        if (exact >= 0) {
            return table.field(exact);
        }
        return table.fields().stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new WeftException(
                        ErrorCode.COLUMN_NOT_FOUND,
                        "Cannot read table '%s' in ranges of '%s': its columns are %s%s",
                        source.table(),
                        name,
                        table.names(),
                        NearestName.hint(name, table.names())));
    }

    private static Optional<List<Object>> given(
            Map<String, String> options, JdbcSource source, Field column, KeyLine line) {
        String least = options.get(Jdbc.LEAST);
        String greatest = options.get(Jdbc.GREATEST);
        if (least == null || greatest == null) {
            return Optional.empty();
        }
        try {
            List<Object> bounds = List.of(line.parse(least), line.parse(greatest));
            if (line.place(bounds.get(0)).compareTo(line.place(bounds.get(1))) <= 0) {
                return Optional.of(bounds);
            }
        } catch (IllegalArgumentException e) {
            // Told below, with what was given.
        }
        throw new WeftException(
                ErrorCode.INVALID_ARGUMENT,
                "Cannot read table '%s' in ranges of '%s' from %s to %s: those are not two rising values of the type %s"
                        + " (mend partitionBy)",
                source.table(),
                column.name(),
                least,
                greatest,
                column.type());
    }

    /**
     * The ranges, and one of nulls where the column may have them.
     *
     * @param filters of the scan: keys of rows that they leave out need no range
     */
    public List<KeyRange> ranges(JdbcDatabase database, List<Expression> filters) {
        JdbcTable table = database.table();
        List<KeyRange> ranges = new ArrayList<>();
        Optional<SqlCondition> condition = SqlCondition.all(SqlCondition.of(filters, table.names()));
        bounds.or(() -> database.extremes(table, column, condition))
                .ifPresent(
                        found -> ranges.addAll(KeyRange.divide(column.name(), line, found.get(0), found.get(1), most)));
        boolean mayHaveNulls = database.columns(table).stream()
                .anyMatch(each -> each.name().equals(column.name()) && each.mayHaveNulls());
        if (mayHaveNulls) {
            ranges.add(new KeyRange.Nulls(column.name()));
        }
        return ranges;
    }
}
