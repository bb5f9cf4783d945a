package io.weft.expr;

import java.util.List;

/** What a {@link Expression.Call} computes from its arguments. */
public enum Function {
    ADD("+", Kind.ARITHMETIC),
    SUBTRACT("-", Kind.ARITHMETIC),
    MULTIPLY("*", Kind.ARITHMETIC),
    DIVIDE("/", Kind.ARITHMETIC),
    MODULO("%", Kind.ARITHMETIC),
    NEGATE("-", Kind.ARITHMETIC),
    EQUAL("=", Kind.COMPARISON),
    NOT_EQUAL("<>", Kind.COMPARISON),
    LESS("<", Kind.COMPARISON),
    LESS_OR_EQUAL("<=", Kind.COMPARISON),
    GREATER(">", Kind.COMPARISON),
    GREATER_OR_EQUAL(">=", Kind.COMPARISON),
    AND("and", Kind.LOGIC),
    OR("or", Kind.LOGIC),
    NOT("not", Kind.LOGIC),
    IS_NULL("is null", Kind.NULL_TEST),
    IS_NOT_NULL("is not null", Kind.NULL_TEST);

    /** Families of functions with the same type rules. */
    public enum Kind {
        ARITHMETIC,
        COMPARISON,
        LOGIC,
        NULL_TEST
    }

    private final String symbol;
    private final Kind kind;

    Function(String symbol, Kind kind) {
        this.symbol = symbol;
        this.kind = kind;
    }

    /** How explain writes it. */
    public String symbol() {
        return symbol;
    }

    public Kind kind() {
        return kind;
    }

    /** The number of arguments. */
    public int arity() {
        return switch (this) {
            case NEGATE, NOT, IS_NULL, IS_NOT_NULL -> 1;
            default -> 2;
        };
    }

    /** The comparison that holds of {@code (b, a)} exactly when this one holds of {@code (a, b)}. */
    public Function mirrored() {
        return switch (this) {
            case LESS -> GREATER;
            case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
            case GREATER -> LESS;
            case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
            case EQUAL, NOT_EQUAL -> this;
            default -> throw new IllegalStateException("Not a comparison: " + this);
        };
    }

    /** Writes a call of this function over arguments that are written already. */
    String write(List<String> arguments) {
        return switch (this) {
            case NEGATE -> "(-" + arguments.get(0) + ")";
            case NOT -> "(not " + arguments.get(0) + ")";
            case IS_NULL, IS_NOT_NULL -> "(" + arguments.get(0) + " " + symbol + ")";
            default -> "(" + arguments.get(0) + " " + symbol + " " + arguments.get(1) + ")";
        };
    }
}
