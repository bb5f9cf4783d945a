package io.weft.runner.block;

import io.weft.runner.vector.VectorKind;

/** The numbers in a block that say how a column lies there. They are part of the format and never change their meaning. */
final class ColumnForm {
    static final int NO_NULLS = 0;
    static final int ALL_NULLS = 1;
    static final int SOME_NULLS = 2;

    /** The slots of a vector within another, at most: enough for any batch, and few enough to make arrays for before they are read. */
    static final int MOST_SLOTS = 1 << 26;

    static final int PLAIN = 0;
    /** Decimals in two halves. */
    static final int WIDE = 1;
    /** Bytes as ids into a dictionary. */
    static final int CODED = 1;

    private ColumnForm() {}

    static int id(VectorKind kind) {
        return switch (kind) {
            case BOOLEAN -> 1;
            case INT -> 2;
            case LONG -> 3;
            case DOUBLE -> 4;
            case DECIMAL -> 5;
            case BYTES -> 6;
            case LIST -> 7;
            case MAP -> 8;
            case STRUCT -> 9;
        };
    }

    static VectorKind kind(int id) throws DamagedBlockException {
        for (VectorKind kind : VectorKind.values()) {
            if (id(kind) == id) {
                return kind;
            }
        }
        throw new DamagedBlockException("it has a column of the unknown kind " + id);
    }
}
