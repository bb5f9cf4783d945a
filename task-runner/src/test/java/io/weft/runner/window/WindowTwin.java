package io.weft.runner.window;

import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Frame;
import io.weft.expr.SortColumn;
import io.weft.expr.WindowColumn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Functions over windows, row by row and frame by frame, straight from their definitions. */
final class WindowTwin {
    private final WindowFunctions functions;

    WindowTwin(WindowFunctions functions) {
        this.functions = functions;
    }

    /** The rows with their results, by partition and order. */
    List<List<@Nullable Object>> over(List<List<@Nullable Object>> rows) {
        Comparator<List<@Nullable Object>> order = comparator(functions.order());
        List<List<@Nullable Object>> sorted = new ArrayList<>(rows);
        sorted.sort(comparator(functions.sorting()));
        List<List<@Nullable Object>> results = new ArrayList<>();
        for (int from = 0; from < sorted.size(); ) {
            int to = from + 1;
            while (to < sorted.size() && keys(sorted.get(to)).equals(keys(sorted.get(from)))) {
                to++;
            }
            Partition partition = new Partition(sorted.subList(from, to), order);
            for (int row = 0; row < to - from; row++) {
                List<@Nullable Object> result = new ArrayList<>(sorted.get(from + row));
                for (WindowColumn column : functions.columns()) {
                    result.add(partition.value(column, row));
                }
                results.add(result);
            }
            from = to;
        }
        return results;
    }

    private List<@Nullable Object> keys(List<@Nullable Object> row) {
        List<@Nullable Object> keys = new ArrayList<>();
        functions.partition().forEach(column -> keys.add(row.get(column)));
        return keys;
    }

    private static Comparator<List<@Nullable Object>> comparator(List<SortColumn> columns) {
        return (left, right) -> {
            for (SortColumn column : columns) {
                int order = compare(left, right, column);
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        };
    }

    private static int compare(List<@Nullable Object> left, List<@Nullable Object> right, SortColumn column) {
        Object one = left.get(column.index());
        Object two = right.get(column.index());
        if (one == null || two == null) {
            int nulls = Boolean.compare(two == null, one == null);
            return column.order().isNullsFirst() ? nulls : -nulls;
        }
        int order = natural(one, two);
        return column.order().isDescending() ? -order : order;
    }

    @SuppressWarnings("unchecked")
    private static int natural(Object left, Object right) {
        return ((Comparable<Object>) left).compareTo(right);
    }

    /** The rows of one partition, in order. */
    private final class Partition {
        private final List<List<@Nullable Object>> rows;
        private final Comparator<List<@Nullable Object>> order;

        Partition(List<List<@Nullable Object>> rows, Comparator<List<@Nullable Object>> order) {
            this.rows = rows;
            this.order = order;
        }

        private boolean arePeers(int left, int right) {
            return order.compare(rows.get(left), rows.get(right)) == 0;
        }

        private int firstPeer(int row) {
            int first = row;
            while (first > 0 && arePeers(first - 1, row)) {
                first--;
            }
            return first;
        }

        private int afterPeers(int row) {
            int after = row + 1;
            while (after < rows.size() && arePeers(after, row)) {
                after++;
            }
            return after;
        }

        @Nullable Object value(WindowColumn column, int row) {
            if (column instanceof WindowColumn.Aggregated aggregated) {
                return aggregate(aggregated, values(aggregated.aggregate().arguments(), frame(column.frame(), row)));
            }
            WindowColumn.Placed placed = (WindowColumn.Placed) column;
            double others = rows.size() - 1;
            return switch (placed.function()) {
                case ROW_NUMBER -> row + 1L;
                case RANK -> firstPeer(row) + 1L;
                case DENSE_RANK ->
                    1L
                            + IntStream.rangeClosed(1, row)
                                    .filter(each -> !arePeers(each - 1, each))
                                    .count();
                case PERCENT_RANK -> others == 0 ? 0 : firstPeer(row) / others;
                case CUME_DIST -> (double) afterPeers(row) / rows.size();
                case NTILE -> part(row, placed.number());
                case LAG -> at(placed, row, row - placed.number());
                case LEAD -> at(placed, row, row + placed.number());
                default -> inFrame(placed, values(placed.arguments(), frame(placed.frame(), row)));
            };
        }

        private long part(int row, long parts) {
            long place = 0;
            for (long part = 1; ; part++) {
                place += rows.size() / parts + (part <= rows.size() % parts ? 1 : 0);
                if (row < place) {
                    return part;
                }
            }
        }

        private @Nullable Object at(WindowColumn.Placed placed, int row, long other) {
            boolean isThere = other >= 0 && other < rows.size();
            int argument = isThere ? 0 : 1;
            if (argument == placed.arguments().size()) {
                return null;
            }
            InputColumn column = (InputColumn) placed.arguments().get(argument);
            return rows.get(isThere ? (int) other : row).get(column.index());
        }

        private @Nullable Object inFrame(WindowColumn.Placed placed, List<@Nullable Object> values) {
            List<@Nullable Object> present =
                    values.stream().filter(Objects::nonNull).toList();
            return switch (placed.function()) {
                case FIRST_VALUE -> values.isEmpty() ? null : values.get(0);
                case LAST_VALUE -> values.isEmpty() ? null : values.get(values.size() - 1);
                case NTH_VALUE -> placed.number() > values.size() ? null : values.get((int) placed.number() - 1);
                case FIRST_NON_NULL -> present.isEmpty() ? null : present.get(0);
                default -> present.isEmpty() ? null : present.get(present.size() - 1);
            };
        }

        /** The rows of a frame. */
        private List<Integer> frame(Frame frame, int row) {
            List<Integer> frameRows = new ArrayList<>();
            boolean peers = frame.hasValueBound()
                    && rows.get(row).get(functions.order().get(0).index()) == null;
            for (int other = 0; other < rows.size(); other++) {
                if (peers) {
                    boolean isBehind = frame.hasAllBefore() || other >= firstPeer(row);
                    if (isBehind && (frame.hasAllAfter() || other < afterPeers(row))) {
                        frameRows.add(other);
                    }
                    continue;
                }
                boolean after = frame.hasAllBefore() || distance(frame, row, other) >= frame.start();
                boolean before = frame.hasAllAfter() || distance(frame, row, other) <= frame.end();
                if (after && before) {
                    frameRows.add(other);
                }
            }
            return frameRows;
        }

        /** How far the other row lies behind the row; peers are at 0, and nulls and values infinitely far from each other. */
        private double distance(Frame frame, int row, int other) {
            if (frame.unit() == Frame.Unit.ROWS) {
                return other - (double) row;
            }
            if (arePeers(row, other)) {
                return 0;
            }
            double side = other < row ? -1 : 1;
            if (!frame.hasValueBound()) {
                return side * Double.POSITIVE_INFINITY;
            }
            SortColumn by = functions.order().get(0);
            Object here = rows.get(row).get(by.index());
            Object there = rows.get(other).get(by.index());
            if (here == null || there == null) {
                return side * Double.POSITIVE_INFINITY;
            }
            double difference = ((Number) there).doubleValue() - ((Number) here).doubleValue();
            return by.order().isDescending() ? -difference : difference;
        }

        private List<@Nullable Object> values(List<?> arguments, List<Integer> frame) {
            List<@Nullable Object> values = new ArrayList<>();
            for (int row : frame) {
                values.add(arguments.isEmpty() ? "row" : rows.get(row).get(((InputColumn) arguments.get(0)).index()));
            }
            return values;
        }

        private @Nullable Object aggregate(WindowColumn.Aggregated column, List<@Nullable Object> all) {
            List<Object> values = new ArrayList<>();
            for (Object value : all) {
                if (value != null) {
                    values.add(value);
                }
            }
            if (values.isEmpty()) {
                return column.aggregate().function() == io.weft.expr.AggregateFunction.COUNT ? 0L : null;
            }
            double sum = values.stream()
                    .filter(Number.class::isInstance)
                    .mapToDouble(value -> ((Number) value).doubleValue())
                    .sum();
            return switch (column.aggregate().function()) {
                case COUNT -> (long) values.size();
                case SUM -> values.get(0) instanceof Double ? (Object) sum : (Object) (long) sum;
                case AVG -> sum / values.size();
                case MIN -> Collections.min(values, WindowTwin::natural);
                case MAX -> Collections.max(values, WindowTwin::natural);
                default -> throw new IllegalArgumentException("Not known here: " + column);
            };
        }
    }
}
