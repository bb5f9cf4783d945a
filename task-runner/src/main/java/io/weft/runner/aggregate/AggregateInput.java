package io.weft.runner.aggregate;

import io.weft.expr.Aggregate;
import io.weft.expr.Expression;
import io.weft.runner.kernel.Predicate;
import io.weft.runner.kernel.Projection;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Computes of each batch what its rows bring to their groups. An aggregate's arguments are computed for the rows alone that pass its filter, so
 * that the others cannot fail; after the arguments there is then a column of flags, true for these rows.
 */
public final class AggregateInput {
    /** In place of a column's number: the flags, which come after all others. */
    private static final int FLAGS = -1;

    private final int keyCount;
    private final Projection unfiltered;
    private final List<Filtered> filtered = new ArrayList<>();

    /** For each column of the input which part it comes from, and its number there. */
    private final List<int[]> places = new ArrayList<>();

    public AggregateInput(Grouping grouping) {
        keyCount = grouping.keys().size();
        List<List<Expression>> parts = new ArrayList<>(List.of(new ArrayList<>(grouping.keys())));
        List<Expression> filters = grouping.aggregates().stream()
                .flatMap(aggregate -> aggregate.filter().stream())
                .distinct()
                .toList();
        filters.forEach(filter -> parts.add(new ArrayList<>()));
        for (int key = 0; key < keyCount; key++) {
            places.add(new int[] {0, key});
        }
        for (Aggregate aggregate : grouping.aggregates()) {
            int part = aggregate.filter().map(filters::indexOf).orElse(-1) + 1;
            for (Expression argument : aggregate.arguments()) {
                places.add(new int[] {part, parts.get(part).size()});
                parts.get(part).add(argument);
            }
            if (part > 0) {
                places.add(new int[] {part, FLAGS});
            }
        }
        unfiltered = new Projection(parts.get(0));
        for (int part = 1; part < parts.size(); part++) {
            filtered.add(new Filtered(filters.get(part - 1), parts.get(part)));
        }
    }

    /** The rows of the batch that count; valid until the next call, and as long as the batch is. */
    public InputRows rowsOf(Batch batch) {
        Vector[][] parts = new Vector[filtered.size() + 1][];
        parts[0] = unfiltered.evaluate(batch);
        for (int part = 1; part < parts.length; part++) {
            parts[part] = filtered.get(part - 1).evaluate(batch);
        }
        Vector[] columns = new Vector[places.size()];
        for (int column = 0; column < columns.length; column++) {
            int[] place = places.get(column);
            Vector[] part = parts[place[0]];
            columns[column] = part[place[1] == FLAGS ? part.length - 1 : place[1]];
        }
        return new InputRows(Arrays.asList(columns), keyCount, batch.positions(), batch.selectedCount());
    }

    /** The arguments of all aggregates with the same filter. */
    private static final class Filtered {
        private final Predicate filter;
        private final Projection arguments;
        private final int[] positions = new int[Batch.MAX_ROWS];
        private final boolean[] passed = new boolean[Batch.MAX_ROWS];

        Filtered(Expression filter, List<Expression> arguments) {
            this.filter = Predicate.of(filter);
            this.arguments = new Projection(arguments);
        }

        /** The arguments, and after them the flags. */
        Vector[] evaluate(Batch batch) {
            int count = filter.select(batch, positions);
            Arrays.fill(passed, 0, batch.rowCount(), false);
            for (int index = 0; index < count; index++) {
                passed[positions[index]] = true;
            }
            Vector[] values = arguments.evaluate(batch.select(positions, count));
            Vector[] all = Arrays.copyOf(values, values.length + 1);
            all[values.length] = new BooleanVector(batch.rowCount(), passed, null);
            return all;
        }
    }
}
