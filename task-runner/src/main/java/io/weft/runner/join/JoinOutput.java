package io.weft.runner.join;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes batches of the rows that a join gives. */
final class JoinOutput {
    private final JoinSpec spec;
    private final RowStore store;
    private final NullColumns probeNulls;
    private final NullColumns buildNulls;
    private final int[] rowAt = new int[Batch.MAX_ROWS];

    /** Output with the build rows of a store. */
    JoinOutput(JoinSpec spec, RowStore store) {
        this.spec = spec;
        this.store = store;
        probeNulls = new NullColumns(spec.probeTypes());
        buildNulls = new NullColumns(spec.buildTypes());
    }

    /** Pairs of the batch's rows with kept rows, or with nulls where there is no row. */
    Batch pairs(Batch probe, Pairs pairs) {
        int count = pairs.count();
        List<Vector> columns =
                new ArrayList<>(spec.probeTypes().size() + spec.buildTypes().size());
        for (Vector column : probe.columns()) {
            columns.add(column.take(pairs.positions(), count));
        }
        columns.addAll(store.gather(spec.buildTypes().size(), pairs.rows(), count));
        return new Batch(count, columns);
    }

    /**
     * The same where no probe row has two pairs: the probe side's columns are passed on as they are, and the rows that have no pair are not selected.
     */
    Batch pairsInPlace(Batch probe, Pairs pairs) {
        int count = pairs.count();
        int size = probe.rowCount();
        if (2 * count < size) {
            return pairs(probe, pairs);
        }
        // What stands beside a row that is not selected does not matter.
        Arrays.fill(rowAt, 0, size, pairs.rows()[0]);
        for (int index = 0; index < count; index++) {
            rowAt[pairs.positions()[index]] = pairs.rows()[index];
        }
        List<Vector> columns = new ArrayList<>(probe.columns());
        columns.addAll(store.gather(spec.buildTypes().size(), rowAt, size));
        Batch all = new Batch(size, columns);
        return count == size ? all : all.select(Arrays.copyOf(pairs.positions(), count), count);
    }

    /** Probe rows without a match, or those of a kind of join that gives no build columns. The positions are taken over. */
    Batch probeRows(Batch probe, int[] positions, int count) {
        Batch rows = count == probe.selectedCount() ? probe : probe.select(positions, count);
        rows = rows.isSparse() ? rows.compacted() : rows;
        if (!spec.form().givesBuildColumns()) {
            return rows;
        }
        List<Vector> columns = new ArrayList<>(rows.columns());
        columns.addAll(buildNulls.of(rows.rowCount()));
        return rows.withColumns(columns);
    }

    /** Rows of a kept chunk. The positions are taken over. */
    Batch buildRows(int chunk, int[] positions, int count) {
        Batch rows = store.chunk(chunk);
        List<Vector> columns = new ArrayList<>();
        if (spec.form().givesProbeColumns()) {
            columns.addAll(probeNulls.of(rows.rowCount()));
        }
        columns.addAll(rows.columns().subList(0, spec.buildTypes().size()));
        Batch all = new Batch(rows.rowCount(), columns);
        Batch some = count == rows.rowCount() ? all : all.select(positions, count);
        return some.isSparse() ? some.compacted() : some;
    }
}
