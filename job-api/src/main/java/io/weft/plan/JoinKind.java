package io.weft.plan;

/**
 * Which rows a join of a left and a right side gives. Two rows match where all their keys are equal and the further condition, if any,
 * is true; a NULL key equals nothing.
 */
public enum JoinKind {
    /** Each pair of rows that match; without keys and condition, each pair. */
    INNER("inner join"),
    /** As INNER, and each left row that matches none, with NULLs for the right columns. */
    LEFT("left join"),
    /** As INNER, and each right row that matches none, with NULLs for the left columns. */
    RIGHT("right join"),
    /** As LEFT and RIGHT together. */
    FULL("full join"),
    /** Each left row that matches some right row, once; the left columns alone. */
    SEMI("semi join"),
    /** Each left row that matches no right row; the left columns alone. */
    ANTI("anti join"),
    /**
     * {@code left NOT IN right} over one key without a further condition; the left columns alone. All rows where the right side has none;
     * else none where a right key is NULL; else those whose key is not NULL and equals no right key.
     */
    NULL_AWARE_ANTI("null-aware anti join"),
    /** SEMI with its sides exchanged: each right row that matches some left row, once; the right columns alone. */
    RIGHT_SEMI("right semi join"),
    /** ANTI with its sides exchanged: each right row that matches no left row; the right columns alone. */
    RIGHT_ANTI("right anti join");

    private final String words;

    JoinKind(String words) {
        this.words = words;
    }

    /** Whether its rows have the columns of the left side. */
    public boolean givesLeft() {
        return this != RIGHT_SEMI && this != RIGHT_ANTI;
    }

    /** Whether its rows have the columns of the right side. */
    public boolean givesRight() {
        return switch (this) {
            case INNER, LEFT, RIGHT, FULL, RIGHT_SEMI, RIGHT_ANTI -> true;
            case SEMI, ANTI, NULL_AWARE_ANTI -> false;
        };
    }

    /** Whether it gives left rows that match no right row. */
    public boolean keepsUnmatchedLeft() {
        return switch (this) {
            case LEFT, FULL, ANTI, NULL_AWARE_ANTI -> true;
            case INNER, RIGHT, SEMI, RIGHT_SEMI, RIGHT_ANTI -> false;
        };
    }

    /** Whether it gives right rows that match no left row; such a join has to see all left rows before it knows them. */
    public boolean keepsUnmatchedRight() {
        return switch (this) {
            case RIGHT, FULL, RIGHT_ANTI -> true;
            case INNER, LEFT, SEMI, ANTI, NULL_AWARE_ANTI, RIGHT_SEMI -> false;
        };
    }

    /**
     * Whether each of its rows follows from a left row and all right ones, so that the left rows may be in several tasks if each of these has
     * all right rows.
     */
    public boolean worksByLeftRow() {
        return switch (this) {
            case INNER, LEFT, SEMI, ANTI, NULL_AWARE_ANTI -> true;
            case RIGHT, FULL, RIGHT_SEMI, RIGHT_ANTI -> false;
        };
    }

    /** The kind that gives the same rows when the sides are exchanged; a null-aware anti join has none. */
    public JoinKind mirrored() {
        return switch (this) {
            case INNER -> INNER;
            case LEFT -> RIGHT;
            case RIGHT -> LEFT;
            case FULL -> FULL;
            case SEMI -> RIGHT_SEMI;
            case ANTI -> RIGHT_ANTI;
            case RIGHT_SEMI -> SEMI;
            case RIGHT_ANTI -> ANTI;
            case NULL_AWARE_ANTI -> throw new IllegalStateException("A null-aware anti join cannot be mirrored");
        };
    }

    /** In words, as explain prints it. */
    @Override
    public String toString() {
        return words;
    }
}
