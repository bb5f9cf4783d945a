package io.weft.runner.join;

import io.weft.runner.spill.SpillSpace;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BooleanVector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives the probe rows once for each part of the build side that finds room in memory, the same batches in the same order, and remembers which of
 * the rows had a match. Rows that come from an operator are written to disk in the first round; the flags have a file for each round.
 */
final class ProbeRounds implements AutoCloseable {
    private final JoinForm form;
    private final SpillSpace spill;
    private final RowSource source;
    private RowSource current;
    private @Nullable SpilledRows copy;
    private @Nullable SpilledRows flagsBefore;
    private @Nullable RowSource flagsRead;
    private @Nullable SpilledRows flagsNow;
    private boolean isFirst = true;
    private boolean copies;
    private boolean @Nullable [] matchedBefore;
    private int count;

    ProbeRounds(JoinEnvironment environment, RowSource source) {
        form = environment.spec().form();
        spill = environment.spill();
        this.source = source;
        current = source;
    }

    /** Begins a round. */
    void begin(Probing.Round round) {
        boolean moreFollow = round == Probing.Round.MORE_FOLLOW;
        copies = isFirst && moreFollow && !source.canRewind();
        if (copies) {
            copy = new SpilledRows(spill.create(), 1);
        } else if (copy != null) {
            current = copy.read(0);
        } else if (!isFirst) {
            source.rewind();
        }
        isFirst = false;
        turnFlags();
        if (moreFollow && form.marksProbeRows()) {
            flagsNow = new SpilledRows(spill.create(), 1);
        }
    }

    private void turnFlags() {
        if (flagsBefore != null) {
            flagsBefore.close();
        }
        flagsBefore = flagsNow;
        flagsNow = null;
        flagsRead = flagsBefore == null ? null : flagsBefore.read(0);
        matchedBefore = null;
    }

    /** The next batch of the round, or null at its end. */
    @Nullable Batch next() {
        Batch batch = current.next();
        if (batch == null) {
            return null;
        }
        count = batch.selectedCount();
        if (copies && copy != null) {
            copy.add(0, batch);
        }
        if (flagsRead != null) {
            matchedBefore = flagsOf(flagsRead);
        }
        return batch;
    }

    private static boolean[] flagsOf(RowSource flags) {
        Batch batch = flags.next();
        if (batch == null) {
            throw new IllegalStateException("Fewer flags than batches");
        }
        return ((BooleanVector) batch.column(0)).values();
    }

    /** For the last batch's rows that count, whether they had a match in a round before; null where there was none. */
    boolean @Nullable [] matchedBefore() {
        return matchedBefore;
    }

    /** Remembers for the next round which of the last batch's rows have had a match. */
    void note(boolean[] isMatched) {
        if (flagsNow != null && count > 0) {
            flagsNow.add(0, new Batch(count, List.of(new BooleanVector(count, isMatched, null))));
            count = 0;
        }
    }

    @Override
    public void close() {
        for (SpilledRows file : new SpilledRows[] {copy, flagsBefore, flagsNow}) {
            if (file != null) {
                file.close();
            }
        }
    }
}
