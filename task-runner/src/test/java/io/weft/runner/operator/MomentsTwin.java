package io.weft.runner.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Moments in two passes, first the means, over the second and third column of the rows with one key in their first. */
final class MomentsTwin {
    private static final double TOLERANCE = 1e-6;

    private final List<double[]> pairs = new ArrayList<>();
    private final List<Double> xs = new ArrayList<>();
    private final List<Double> ys = new ArrayList<>();

    MomentsTwin(List<List<@Nullable Object>> rows, @Nullable Object key) {
        for (List<@Nullable Object> row : rows) {
            if (Objects.equals(row.get(0), key)) {
                double x = (Double) Objects.requireNonNull(row.get(1));
                xs.add(x);
                if (row.get(2) instanceof Double y) {
                    ys.add(y);
                    pairs.add(new double[] {x, y});
                }
            }
        }
    }

    /** Checks the sample variance of x, the deviation of y, the sample covariance, and the correlation. */
    void check(List<@Nullable Object> results) {
        near(results.get(0), xs.size() < 2 ? null : squares(xs) / (xs.size() - 1));
        near(results.get(1), ys.isEmpty() ? null : Math.sqrt(squares(ys) / ys.size()));
        List<Double> left = pairs.stream().map(pair -> pair[0]).toList();
        List<Double> right = pairs.stream().map(pair -> pair[1]).toList();
        double leftMean = mean(left);
        double rightMean = mean(right);
        double products = 0;
        for (double[] pair : pairs) {
            products += (pair[0] - leftMean) * (pair[1] - rightMean);
        }
        near(results.get(2), pairs.size() < 2 ? null : products / (pairs.size() - 1));
        near(results.get(3), pairs.size() < 2 ? null : products / Math.sqrt(squares(left) * squares(right)));
    }

    private static void near(@Nullable Object actual, @Nullable Double expected) {
        if (expected == null) {
            assertThat(actual).isNull();
        } else {
            assertThat((Double) actual).isCloseTo(expected, within(TOLERANCE));
        }
    }

    private static double mean(List<Double> values) {
        if (values.isEmpty()) {
            return 0;
        }
        // From the first value on, so that adding up large values does not cost digits.
        double sum = 0;
        for (double value : values) {
            sum += value - values.get(0);
        }
        return values.get(0) + sum / values.size();
    }

    private static double squares(List<Double> values) {
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return squares;
    }
}
