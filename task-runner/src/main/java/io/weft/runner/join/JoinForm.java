package io.weft.runner.join;

/**
 * Which rows a join gives. Left is the probe side, right the build side. Two rows match where their keys are equal and none of them is null, and
 * the further condition, if there is one, is true.
 */
public enum JoinForm {
    /** The pairs that match. */
    INNER,
    /** The pairs, and probe rows without a match beside nulls. */
    LEFT,
    /** The pairs, and build rows without a match beside nulls. */
    RIGHT,
    /** The pairs, and rows of both sides without a match beside nulls. */
    FULL,
    /** Probe rows that have a match, once each. */
    SEMI,
    /** Probe rows that have none. */
    ANTI,
    /**
     * Probe rows whose key is not in the build side, as SQL's {@code NOT IN} has it: none where the build side has a null key; not those with a
     * null key, unless the build side is empty. One key, no further condition.
     */
    NULL_AWARE_ANTI,
    /** Build rows that have a match, once each. */
    RIGHT_SEMI,
    /** Build rows that have none. */
    RIGHT_ANTI;

    /** Whether pairs are given. */
    boolean givesPairs() {
        return this == INNER || this == LEFT || this == RIGHT || this == FULL;
    }

    /** Whether the rows given have the probe side's columns. */
    boolean givesProbeColumns() {
        return this != RIGHT_SEMI && this != RIGHT_ANTI;
    }

    /** Whether the rows given have the build side's columns. */
    boolean givesBuildColumns() {
        return givesPairs() || !givesProbeColumns();
    }

    /** Whether probe rows without a match are given. */
    boolean givesLoneProbeRows() {
        return this == LEFT || this == FULL || this == ANTI || this == NULL_AWARE_ANTI;
    }

    /** Whether build rows without a match are given. */
    boolean givesLoneBuildRows() {
        return this == RIGHT || this == FULL || this == RIGHT_ANTI;
    }

    /** Whether it has to be known of each probe row whether it has a match. */
    boolean marksProbeRows() {
        return givesLoneProbeRows() || this == SEMI;
    }

    /** Whether it has to be known of each build row whether it has a match. */
    boolean marksBuildRows() {
        return givesLoneBuildRows() || this == RIGHT_SEMI;
    }
}
