package io.weft.runner.kernel;

import io.weft.runner.kernel.TestVectors.Form;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows as Java values and the same as a batch. */
record RandomTable(List<List<@Nullable Object>> rows, Batch batch) {
    /** How many of a column's values are null. */
    enum Nulls {
        NONE,
        SOME,
        ALL
    }

    /** Rows of which all are selected; the form of each column is left to chance. */
    static RandomTable of(List<Type> types, int size, Nulls nulls, RandomValues values, Random random) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int row = 0; row < size; row++) {
            rows.add(new ArrayList<>());
        }
        List<Vector> vectors = new ArrayList<>();
        for (Type type : types) {
            List<@Nullable Object> column = new ArrayList<>();
            for (List<@Nullable Object> row : rows) {
                boolean isNull = nulls == Nulls.ALL || (nulls == Nulls.SOME && random.nextInt(3) == 0);
                Object value = isNull ? null : values.next(type);
                row.add(value);
                column.add(value);
            }
            vectors.add(TestVectors.of(type, column, random.nextBoolean() ? Form.PLAIN : Form.OTHER));
        }
        return new RandomTable(rows, new Batch(size, vectors));
    }

    /** One row with a value for each type. */
    static RandomTable of(List<Type> types, List<?> row) {
        List<Vector> vectors = new ArrayList<>();
        for (int index = 0; index < types.size(); index++) {
            vectors.add(TestVectors.of(types.get(index), List.of(row.get(index)), Form.PLAIN));
        }
        return new RandomTable(List.of(new ArrayList<>(row)), new Batch(1, vectors));
    }

    /** The same with only the rows selected at which this holds. */
    RandomTable select(IntPredicate selected) {
        int[] positions = IntStream.range(0, rows.size()).filter(selected).toArray();
        return new RandomTable(rows, batch.select(positions, positions.length));
    }

    ScalarInterpreter interpreter(int row) {
        return new ScalarInterpreter(rows.get(row));
    }
}
