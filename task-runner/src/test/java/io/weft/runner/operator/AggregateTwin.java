package io.weft.runner.operator;

import io.weft.expr.Aggregate;
import io.weft.expr.Expression.InputColumn;
import io.weft.type.DecimalType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Aggregates with a map and objects, as anybody would who had time and memory. */
final class AggregateTwin {
    private final int[] keys;
    private final List<Aggregate> aggregates;

    AggregateTwin(int[] keys, List<Aggregate> aggregates) {
        this.keys = keys;
        this.aggregates = aggregates;
    }

    List<List<@Nullable Object>> aggregate(List<List<@Nullable Object>> rows) {
        Map<List<@Nullable Object>, List<List<@Nullable Object>>> groups = new HashMap<>();
        for (List<@Nullable Object> row : rows) {
            List<@Nullable Object> key = new ArrayList<>();
            for (int column : keys) {
                Object value = row.get(column);
                key.add(value == null ? null : shown(value));
            }
            groups.computeIfAbsent(key, any -> new ArrayList<>()).add(row);
        }
        List<List<@Nullable Object>> results = new ArrayList<>();
        groups.forEach((key, group) -> {
            List<@Nullable Object> result = new ArrayList<>(key);
            aggregates.forEach(aggregate -> result.add(result(aggregate, group)));
            results.add(result);
        });
        return results;
    }

    private static @Nullable Object result(Aggregate aggregate, List<List<@Nullable Object>> all) {
        List<List<@Nullable Object>> group = aggregate
                .filter()
                .map(filter -> ((InputColumn) filter).index())
                .map(filter -> all.stream()
                        .filter(row -> Boolean.TRUE.equals(row.get(filter)))
                        .toList())
                .orElse(all);
        if (aggregate.arguments().isEmpty()) {
            return (long) group.size();
        }
        int column = ((InputColumn) aggregate.arguments().get(0)).index();
        List<Object> values = group.stream()
                .map(row -> row.get(column))
                .filter(Objects::nonNull)
                .toList();
        return switch (aggregate.function()) {
            case COUNT -> (long) values.size();
            case SUM -> values.isEmpty() ? null : sum(values);
            case AVG -> values.isEmpty() ? null : average(values, aggregate);
            case MIN, BOOL_AND ->
                values.stream()
                        .min(AggregateTwin::compare)
                        .map(AggregateTwin::shown)
                        .orElse(null);
            case MAX, BOOL_OR ->
                values.stream()
                        .max(AggregateTwin::compare)
                        .map(AggregateTwin::shown)
                        .orElse(null);
            default -> throw new IllegalArgumentException("Not computed here: " + aggregate);
        };
    }

    private static Object sum(List<Object> values) {
        if (values.get(0) instanceof BigDecimal) {
            return values.stream()
                    .map(BigDecimal.class::cast)
                    .reduce(BigDecimal::add)
                    .orElseThrow();
        }
        if (values.get(0) instanceof Double || values.get(0) instanceof Float) {
            return values.stream().map(value -> ((Number) value).doubleValue()).reduce(0.0, Double::sum);
        }
        return values.stream().mapToLong(value -> ((Number) value).longValue()).sum();
    }

    private static Object average(List<Object> values, Aggregate aggregate) {
        Object sum = sum(values);
        if (sum instanceof BigDecimal decimal) {
            int scale = ((DecimalType) aggregate.type()).scale();
            return decimal.divide(BigDecimal.valueOf(values.size()), scale, RoundingMode.HALF_UP);
        }
        return ((Number) sum).doubleValue() / values.size();
    }

    private static Object shown(Object value) {
        if (value instanceof Float number && number == 0) {
            return 0f;
        }
        return value instanceof Double number && number == 0 ? (Object) 0.0 : value;
    }

    private static int compare(Object left, Object right) {
        if (left instanceof String text) {
            return Arrays.compareUnsigned(
                    text.getBytes(StandardCharsets.UTF_8), ((String) right).getBytes(StandardCharsets.UTF_8));
        }
        if (left instanceof Double number && number == 0 && (Double) right == 0) {
            return 0;
        }
        if (left instanceof Float number && number == 0 && (Float) right == 0) {
            return 0;
        }
        return natural(left, right);
    }

    @SuppressWarnings("unchecked")
    private static int natural(Object left, Object right) {
        return Comparator.<Comparable<Object>>naturalOrder()
                .compare((Comparable<Object>) left, (Comparable<Object>) right);
    }
}
