package io.weft.runner.join;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Joins rows the plain way: every probe row with every build row. */
final class JoinTwin {
    private final JoinSpec spec;
    private final BiPredicate<List<@Nullable Object>, List<@Nullable Object>> condition;

    /** The twin of a join whose further condition is this one, of a probe row and a build row. */
    JoinTwin(JoinSpec spec, BiPredicate<List<@Nullable Object>, List<@Nullable Object>> condition) {
        this.spec = spec;
        this.condition = condition;
    }

    List<List<@Nullable Object>> join(List<List<@Nullable Object>> probe, List<List<@Nullable Object>> build) {
        List<List<@Nullable Object>> result = new ArrayList<>();
        boolean[] buildMatched = new boolean[build.size()];
        List<List<@Nullable Object>> probeKeys = keys(probe, spec.probeKeys());
        List<List<@Nullable Object>> buildKeys = keys(build, spec.buildKeys());
        boolean hasNull = buildKeys.stream().anyMatch(key -> key.contains(null));
        for (int left = 0; left < probe.size(); left++) {
            boolean matched = false;
            for (int right = 0; right < build.size(); right++) {
                if (matches(probeKeys.get(left), buildKeys.get(right))
                        && condition.test(probe.get(left), build.get(right))) {
                    matched = true;
                    buildMatched[right] = true;
                    if (spec.form().givesPairs()) {
                        result.add(pair(probe.get(left), build.get(right)));
                    }
                }
            }
            boolean isUnknown =
                    hasNull || (!build.isEmpty() && probeKeys.get(left).contains(null));
            switch (spec.form()) {
                case LEFT, FULL -> {
                    if (!matched) {
                        result.add(pair(probe.get(left), nulls(spec.buildTypes().size())));
                    }
                }
                case SEMI -> addIf(matched, probe.get(left), result);
                case ANTI -> addIf(!matched, probe.get(left), result);
                case NULL_AWARE_ANTI -> addIf(!matched && !isUnknown, probe.get(left), result);
                case INNER, RIGHT, RIGHT_SEMI, RIGHT_ANTI -> {}
            }
        }
        for (int right = 0; right < build.size(); right++) {
            switch (spec.form()) {
                case RIGHT, FULL -> {
                    if (!buildMatched[right]) {
                        result.add(pair(nulls(spec.probeTypes().size()), build.get(right)));
                    }
                }
                case RIGHT_SEMI -> addIf(buildMatched[right], build.get(right), result);
                case RIGHT_ANTI -> addIf(!buildMatched[right], build.get(right), result);
                case INNER, LEFT, SEMI, ANTI, NULL_AWARE_ANTI -> {}
            }
        }
        return result;
    }

    private static void addIf(boolean holds, List<@Nullable Object> row, List<List<@Nullable Object>> result) {
        if (holds) {
            result.add(row);
        }
    }

    private static boolean matches(List<@Nullable Object> left, List<@Nullable Object> right) {
        for (int key = 0; key < left.size(); key++) {
            if (left.get(key) == null || !Objects.equals(left.get(key), right.get(key))) {
                return false;
            }
        }
        return true;
    }

    private static List<List<@Nullable Object>> keys(List<List<@Nullable Object>> rows, List<Integer> columns) {
        List<List<@Nullable Object>> keys = new ArrayList<>();
        for (List<@Nullable Object> row : rows) {
            List<@Nullable Object> key = new ArrayList<>();
            columns.forEach(column -> key.add(withoutSigns(row.get(column))));
            keys.add(key);
        }
        return keys;
    }

    /** Zeros are equal whatever their sign. */
    private static @Nullable Object withoutSigns(@Nullable Object value) {
        if (value instanceof Double number) {
            return number + 0.0;
        }
        return value instanceof Float number ? (Object) (number + 0.0f) : value;
    }

    private static List<@Nullable Object> pair(List<@Nullable Object> left, List<@Nullable Object> right) {
        List<@Nullable Object> pair = new ArrayList<>(left);
        pair.addAll(right);
        return pair;
    }

    private static List<@Nullable Object> nulls(int count) {
        return Arrays.asList(new @Nullable Object[count]);
    }

    /** How often each row comes, for rows whose order means nothing. */
    static Map<List<@Nullable Object>, Integer> counted(List<List<@Nullable Object>> rows) {
        Map<List<@Nullable Object>, Integer> counts = new HashMap<>();
        rows.forEach(row -> counts.merge(row, 1, Integer::sum));
        return counts;
    }
}
