package io.weft.api;

/** Functions of the bits of values. Made to be imported statically; docs/functions.md has an example of each. */
public final class BitFunctions {
    private BitFunctions() {}

    /** The bits set in both. */
    public static Column bitwiseAnd(Column a, Object b) {
        return Column.invoke("bitwise_and", a, b);
    }

    /** The bits set in either. */
    public static Column bitwiseOr(Column a, Object b) {
        return Column.invoke("bitwise_or", a, b);
    }

    /** The bits set in one of the two alone. */
    public static Column bitwiseXor(Column a, Object b) {
        return Column.invoke("bitwise_xor", a, b);
    }

    /** All bits turned. */
    public static Column bitwiseNot(Column value) {
        return Column.invoke("bitwise_not", value);
    }

    /** The bits moved up; only the lower 5 (int) or 6 (bigint) bits of the number of places count. */
    public static Column shiftleft(Column value, Object places) {
        return Column.invoke("shiftleft", value, places);
    }

    /** The bits moved down, filled up with the sign. */
    public static Column shiftright(Column value, Object places) {
        return Column.invoke("shiftright", value, places);
    }

    /** The bits moved down, filled up with zeros. */
    public static Column shiftrightunsigned(Column value, Object places) {
        return Column.invoke("shiftrightunsigned", value, places);
    }

    /**
     * The XXH64 of the values one after the other with the seed 42, nulls left out, as in Spark; 0.0 and -0.0 have the same.
     */
    public static Column xxhash64(Object... values) {
        return Column.invoke("xxhash64", values);
    }

    /** The number of bits that are set in the 64-bit form. */
    public static Column bitCount(Column value) {
        return Column.invoke("bit_count", value);
    }
}
