package io.weft.runner.join;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Joins probe rows, batch after batch, with the kept rows, and notes which rows of either side have a match. */
final class Probing {
    /** Whether probe rows are to be joined with other kept rows later. */
    enum Round {
        LAST,
        MORE_FOLLOW
    }

    private final JoinForm form;
    private final JoinKeys keys;
    private final RowStore store;
    private final BuildTable table;
    private final Round round;
    private final ProbeFinder finder;
    private final Pairs pairs;
    private final JoinOutput output;
    private final @Nullable PairCondition condition;
    private final @Nullable BuildFlags buildFlags;
    private final long batchBytes;
    private final int[] first = new int[Batch.MAX_ROWS];

    /** Probe rows, by their index among those that count, that have a match now or had one in a round before. */
    private final boolean[] isMatched = new boolean[Batch.MAX_ROWS];

    /** Those that had one before. */
    private final boolean[] wasMatched = new boolean[Batch.MAX_ROWS];

    private Batch probe = new Batch(0, List.of());
    private int pairsAtOnce;
    private boolean isOver = true;

    /** Whether probe rows without a match are given among the pairs, since what is found first is all there is. */
    private boolean pairsLoneRows;

    /** Probes the rows of a store, in which a table finds them. */
    Probing(JoinEnvironment environment, RowStore store, BuildTable table, Round round) {
        JoinSpec spec = environment.spec();
        form = spec.form();
        keys = environment.keys();
        this.store = store;
        this.table = table;
        this.round = round;
        finder = new ProbeFinder(table);
        pairs = new Pairs(table);
        output = new JoinOutput(spec, store);
        JoinCondition further = spec.condition();
        int columns = spec.probeTypes().size() + spec.buildTypes().size();
        condition = further == null ? null : new PairCondition(further, columns, store);
        buildFlags = form.marksBuildRows() ? new BuildFlags(store) : null;
        batchBytes = environment.memory().chunkBytes();
    }

    /**
     * Turns to a batch, at the operator's terms valid until the last of its rows has been given.
     *
     * @param matchedBefore for the rows that count whether they had a match in a round before; null where there was none
     */
    void begin(Batch batch, boolean @Nullable [] matchedBefore) {
        probe = batch;
        isOver = false;
        int count = batch.selectedCount();
        if (matchedBefore == null) {
            Arrays.fill(wasMatched, 0, count, false);
        } else {
            System.arraycopy(matchedBefore, 0, wasMatched, 0, count);
        }
        System.arraycopy(wasMatched, 0, isMatched, 0, count);
        pairsLoneRows = form.givesPairs()
                && form.givesLoneProbeRows()
                && condition == null
                && round == Round.LAST
                && matchedBefore == null;
        List<Vector> vectors = keys.ofProbe(batch);
        finder.find(vectors, batch.positions(), count, first);
        if (pairsLoneRows) {
            pairs.beginWithLone(batch.positions(), count, first);
        } else {
            pairs.begin(batch.positions(), count, first);
        }
        // Where no key comes twice the probe side's columns are mostly passed on as they are.
        long copied = table.isUnique() ? 0 : batch.retainedBytes() / batch.rowCount();
        long rowBytes = store.meanRowBytes() + copied;
        pairsAtOnce = (int) Math.max(1, Math.min(Batch.MAX_ROWS, batchBytes / rowBytes));
    }

    /** The next rows that the batch leads to; null when there are no more. */
    @Nullable Batch next() {
        if (isOver) {
            return null;
        }
        boolean needsPairs = form.givesPairs() || condition != null;
        while (needsPairs && nextPairs()) {
            notePairs();
            if (form.givesPairs() && pairs.count() > 0) {
                return table.isUnique() ? output.pairsInPlace(probe, pairs) : output.pairs(probe, pairs);
            }
        }
        if (!needsPairs) {
            noteFirst();
        }
        isOver = true;
        return probeRows();
    }

    private boolean nextPairs() {
        if (!pairs.next(pairsAtOnce)) {
            return false;
        }
        if (condition != null) {
            condition.filter(probe, pairs);
        }
        return true;
    }

    private void notePairs() {
        int count = pairs.count();
        if (form.marksProbeRows()) {
            int[] indexes = pairs.indexes();
            for (int place = 0; place < count; place++) {
                isMatched[indexes[place]] = true;
            }
        }
        if (buildFlags != null) {
            buildFlags.mark(pairs.rows(), count);
        }
        if (!form.givesPairs() && !form.marksBuildRows()) {
            pairs.skip(isMatched);
        }
    }

    /** Notes who has a match where that does not depend on a condition. */
    private void noteFirst() {
        int count = probe.selectedCount();
        if (buildFlags != null) {
            buildFlags.markChains(first, count, table);
        }
        for (int index = 0; index < count; index++) {
            isMatched[index] |= first[index] >= 0;
        }
    }

    /** The probe rows that are given by themselves, or null where there are none. */
    private @Nullable Batch probeRows() {
        boolean givesMatched = form == JoinForm.SEMI;
        boolean givesLone = form.givesLoneProbeRows() && round == Round.LAST && !pairsLoneRows;
        if (!givesMatched && !givesLone) {
            return null;
        }
        int[] positions = new int[probe.selectedCount()];
        int count = 0;
        for (int index = 0; index < positions.length; index++) {
            positions[count] = probe.position(index);
            boolean isGiven = givesMatched ? isMatched[index] && !wasMatched[index] : !isMatched[index];
            count += isGiven ? 1 : 0;
        }
        return count == 0 ? null : output.probeRows(probe, positions, count);
    }

    /** For the batch's rows that count whether they have a match so far, valid until the next batch. */
    boolean[] isMatched() {
        return isMatched;
    }

    /** Which of the kept rows have a match; null where nobody needs to know. */
    @Nullable BuildFlags buildFlags() {
        return buildFlags;
    }

    JoinOutput output() {
        return output;
    }
}
