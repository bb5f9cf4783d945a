package io.weft.api;

import io.weft.plan.JoinKind;

/** What a join gives of rows that match, and of those that match none. A null key matches nothing. */
public enum JoinType {
    /** The pairs of rows that match. */
    INNER(JoinKind.INNER),
    /** These, and the left rows that match none, with nulls for the right columns. */
    LEFT(JoinKind.LEFT),
    /** The pairs, and the right rows that match none, with nulls for the left columns. */
    RIGHT(JoinKind.RIGHT),
    /** The pairs, and the rows of both sides that match none. */
    FULL(JoinKind.FULL),
    /** The left rows that match any right row, each once, and no right columns: {@code EXISTS}. */
    SEMI(JoinKind.SEMI),
    /** The left rows that match no right row: {@code NOT EXISTS}. */
    ANTI(JoinKind.ANTI);

    private final JoinKind kind;

    JoinType(JoinKind kind) {
        this.kind = kind;
    }

    JoinKind kind() {
        return kind;
    }
}
