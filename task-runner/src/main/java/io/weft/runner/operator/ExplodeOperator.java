package io.weft.runner.operator;

import io.weft.runner.kernel.Evaluator;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.ListVector;
import io.weft.runner.vector.MapVector;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorBuilder;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives a row for each element of each row's list, or for each entry of its map. */
public final class ExplodeOperator implements Operator {
    /** What else it does. */
    public enum Option {
        /** A row whose list or map is null or empty is given once, with nulls. */
        OUTER,
        /** Gives the position, too, from 0. */
        POSITION
    }

    /** The place of the element of a row that has none. */
    private static final int NO_ELEMENT = -1;

    private final Operator input;
    private final Evaluator collection;
    private final List<Integer> passed;
    private final Set<Option> options;
    private final List<Type> types;

    /** For each row of the next batch: its row in the input's batch, the place of its element, and that one's position. */
    private final int[] rows = new int[Batch.MAX_ROWS];

    private final int[] places = new int[Batch.MAX_ROWS];
    private final int[] positions = new int[Batch.MAX_ROWS];
    private boolean complete;

    private @Nullable Batch batch;
    private @Nullable Elements elements;
    private int next;
    private int nextElement;

    /**
     * Explodes the rows of the input, which it closes.
     *
     * @param collection the list or map
     * @param passed the columns of the input that stand beside the element
     * @param types of the elements, or of keys and values
     */
    public ExplodeOperator(
            Operator input, Evaluator collection, List<Integer> passed, Set<Option> options, List<Type> types) {
        this.input = input;
        this.collection = collection;
        this.passed = List.copyOf(passed);
        this.options = options;
        this.types = List.copyOf(types);
    }

    /** The elements of all rows of a batch; for a map, the entries. */
    private record Elements(Vector collection, List<Vector> columns) {
        static Elements of(Vector collection) {
            if (collection instanceof ListVector list) {
                return new Elements(collection, List.of(list.elements()));
            }
            MapVector map = (MapVector) collection;
            return new Elements(collection, List.of(map.keys(), map.values()));
        }

        int start(int row) {
            return collection instanceof ListVector list ? list.start(row) : ((MapVector) collection).start(row);
        }

        int length(int row) {
            if (collection.isNull(row)) {
                return 0;
            }
            return collection instanceof ListVector list ? list.length(row) : ((MapVector) collection).length(row);
        }
    }

    @Override
    public @Nullable Batch next() {
        while (true) {
            Batch current = batch;
            if (current == null || next == current.selectedCount()) {
                current = input.next();
                if (current == null) {
                    return null;
                }
                batch = current;
                elements = Elements.of(collection.evaluate(current));
                next = 0;
                nextElement = 0;
            }
            Elements of = elements;
            if (of == null) {
                throw new IllegalStateException("A batch without elements");
            }
            int count = fill(current, of);
            if (count > 0) {
                return exploded(current, of, count);
            }
        }
    }

    /** Notes what the rows of the next batch are made of; gives how many. */
    private int fill(Batch current, Elements of) {
        int count = 0;
        complete = true;
        while (count < Batch.MAX_ROWS && next < current.selectedCount()) {
            int row = current.position(next);
            int length = of.length(row);
            if (nextElement < length) {
                int taken = Math.min(length - nextElement, Batch.MAX_ROWS - count);
                int start = of.start(row) + nextElement;
                for (int index = 0; index < taken; index++) {
                    rows[count + index] = row;
                    places[count + index] = start + index;
                    positions[count + index] = nextElement + index;
                }
                count += taken;
                nextElement += taken;
            } else if (length == 0 && options.contains(Option.OUTER)) {
                rows[count] = row;
                places[count] = NO_ELEMENT;
                positions[count] = 0;
                count++;
                complete = false;
            }
            if (nextElement >= length) {
                next++;
                nextElement = 0;
            }
        }
        return count;
    }

    private Batch exploded(Batch current, Elements of, int count) {
        List<Vector> columns = new ArrayList<>();
        passed.forEach(column -> columns.add(current.column(column).take(rows, count)));
        if (options.contains(Option.POSITION)) {
            columns.add(new IntVector(count, Arrays.copyOf(positions, count), missing(count)));
        }
        for (int index = 0; index < types.size(); index++) {
            Vector column = of.columns().get(index);
            columns.add(complete ? column.take(places, count) : withNulls(column, types.get(index), count));
        }
        return new Batch(count, columns);
    }

    private boolean @Nullable [] missing(int count) {
        if (complete) {
            return null;
        }
        boolean[] missing = new boolean[count];
        for (int index = 0; index < count; index++) {
            missing[index] = places[index] == NO_ELEMENT;
        }
        return missing;
    }

    private Vector withNulls(Vector column, Type type, int count) {
        VectorBuilder builder = VectorBuilder.of(type, count);
        for (int index = 0; index < count; index++) {
            if (places[index] == NO_ELEMENT) {
                builder.appendNull();
            } else {
                builder.append(column, places[index]);
            }
        }
        return builder.build();
    }

    @Override
    public void close() {
        input.close();
    }
}
