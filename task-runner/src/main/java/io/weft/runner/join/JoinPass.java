package io.weft.runner.join;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joins the rows of two sources: reads the build side, then passes the probe side by it.
 *
 * <p>Where the build side does not fit, one of two things happens. Either both sides are divided by their keys, those partitions of the
 * build side that fit are joined at once, and the others are left as a {@link SpilledPair}. Or the probe side passes by several times, once for each
 * part of the build side that fits: for joins without keys, and for keys with so many rows that dividing does not help.
 */
final class JoinPass implements AutoCloseable {
    private enum Phase {
        BUILD,
        PROBE,
        BUILD_ROWS,
        OVER
    }

    private final JoinEnvironment environment;
    private final JoinForm form;
    private final Divider divider;
    private final BuildSide build;
    private final ProbeRounds probe;
    private final int level;
    private Phase phase = Phase.BUILD;
    private Probing.Round round = Probing.Round.LAST;
    private @Nullable Probing probing;
    private @Nullable DividedProbe divided;
    private @Nullable MarkedRows markedRows;
    private @Nullable SpilledPair rest;

    /**
     * A pass over sources that it does not close.
     *
     * @param level how often these rows have been divided before
     * @param filters of the build side's keys, or null where nobody waits for them
     */
    JoinPass(
            JoinEnvironment environment,
            RowSource build,
            RowSource probe,
            int level,
            BuildSide.Overflow overflow,
            @Nullable KeyFilters filters) {
        this.environment = environment;
        this.level = level;
        form = environment.spec().form();
        divider = new Divider(environment.keys().count(), level);
        this.build = new BuildSide(environment, build, divider, overflow, filters);
        this.probe = new ProbeRounds(environment, probe);
    }

    /** The next rows, or null when there are no more. */
    @Nullable Batch next() {
        while (phase != Phase.OVER) {
            if (phase == Phase.BUILD) {
                phase = build() ? Phase.PROBE : Phase.OVER;
            }
            Batch batch = phase == Phase.PROBE ? probe() : null;
            if (batch == null && phase == Phase.PROBE) {
                phase = Phase.BUILD_ROWS;
            }
            if (batch == null && phase == Phase.BUILD_ROWS) {
                batch = markedRows == null ? null : markedRows.next();
                phase = batch == null ? endRound() : phase;
            }
            if (batch != null) {
                return batch;
            }
        }
        return null;
    }

    /** Reads as much of the build side as there is room for; false where no row can come of it. */
    private boolean build() {
        build.read();
        RowStore store = build.store();
        boolean isEmpty = store.isEmpty() && build.spilled() == null;
        if ((isEmpty && !form.givesLoneProbeRows()) || (form == JoinForm.NULL_AWARE_ANTI && build.hasNullKey())) {
            return false;
        }
        round = build.isComplete() ? Probing.Round.LAST : Probing.Round.MORE_FOLLOW;
        BuildTable table =
                BuildTable.of(store, environment.keys(), environment.memory().rows());
        Probing rows = new Probing(environment, store, table, round);
        probing = rows;
        BuildFlags flags = rows.buildFlags();
        markedRows = flags == null ? null : new MarkedRows(form, store, flags, rows.output());
        divided = build.spilled() == null ? null : new DividedProbe(environment, divider, build);
        probe.begin(round);
        return true;
    }

    private @Nullable Batch probe() {
        Probing rows = probing;
        if (rows == null) {
            throw new IllegalStateException("Probing before building");
        }
        for (Batch output = rows.next(); ; output = rows.next()) {
            if (output != null) {
                return output;
            }
            probe.note(rows.isMatched());
            Batch batch = nextKept();
            if (batch == null) {
                return null;
            }
            rows.begin(batch, probe.matchedBefore());
        }
    }

    /** The next probe rows that may be joined now, or null when there are no more. */
    private @Nullable Batch nextKept() {
        for (Batch batch = probe.next(); batch != null; batch = probe.next()) {
            Batch rows = form == JoinForm.NULL_AWARE_ANTI && build.rowsRead() > 0 ? withKeys(batch) : batch;
            Batch kept = divided == null || rows == null ? rows : divided.keep(rows);
            if (kept != null) {
                return kept;
            }
        }
        return null;
    }

    /** The rows whose keys are not null, or null where there are none. */
    private @Nullable Batch withKeys(Batch batch) {
        List<Vector> keys = environment.keys().ofProbe(batch);
        if (!JoinKeys.mayBeNull(keys)) {
            return batch;
        }
        int[] positions = new int[batch.selectedCount()];
        int count = JoinKeys.keepPresent(keys, batch.positions(), batch.selectedCount(), positions);
        return count == 0 ? null : batch.select(positions, count);
    }

    private Phase endRound() {
        probing = null;
        markedRows = null;
        build.clear();
        if (round == Probing.Round.MORE_FOLLOW) {
            return Phase.BUILD;
        }
        SpilledRows buildRows = build.takeSpilled();
        if (buildRows != null && divided != null) {
            rest = new SpilledPair(buildRows, divided.finish(), build.rowsRead(), level + 1);
            divided = null;
        }
        return Phase.OVER;
    }

    /** What this pass leaves to others, once it is over, or null; whoever takes it closes it. */
    @Nullable SpilledPair takeRest() {
        SpilledPair taken = rest;
        rest = null;
        return taken;
    }

    @Override
    public void close() {
        try (build;
                probe) {
            build.clear();
            if (divided != null) {
                divided.close();
            }
            if (rest != null) {
                rest.close();
            }
        }
    }
}
