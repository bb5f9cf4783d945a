package io.weft.runner.aggregate;

import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorKind;

/** A value a group, of any one kind, as it came. Whether a group has one is for others to know. */
abstract class GroupValues {
    static GroupValues of(VectorKind kind) {
        return switch (kind) {
            case DECIMAL -> new DecimalValues();
            case BYTES -> new BytesValues();
            default -> new LongValues(kind);
        };
    }

    /** The most bytes held once there is room for so many groups and those values of these rows are set that are not null. */
    abstract long bytesAfter(int groups, Vector source, int[] positions, int rows);

    abstract long retainedBytes();

    abstract void ensure(int groups);

    /** Gives the group the value of a row, which is not null. */
    abstract void set(int group, Vector source, int row);

    /** The order of the group's value and that of a row, neither of them null. */
    abstract int compare(int group, Vector source, int row);

    /** The order of the values of two groups. */
    abstract int compare(int left, int right);

    /** The values of these groups, nulls where flagged. */
    abstract Vector vector(int[] groups, int count, boolean[] nulls);

    /** About how many bytes the group's value takes in a batch. */
    abstract long bytes(int group);

    abstract void clear();
}
