package io.weft.runner.vector;

import org.jspecify.annotations.Nullable;

/** What the vectors do alike with their null masks. */
final class Nulls {
    private Nulls() {}

    static void check(boolean @Nullable [] nulls, int size) {
        if (nulls != null && nulls.length < size) {
            throw new IllegalArgumentException("%d null flags for %d rows".formatted(nulls.length, size));
        }
    }

    static void check(int slots, int size) {
        if (size < 0 || slots < size) {
            throw new IllegalArgumentException("%d slots for %d rows".formatted(slots, size));
        }
    }

    /** The flags at the positions, or null where none of them is set. */
    static boolean @Nullable [] take(boolean @Nullable [] nulls, int[] positions, int count) {
        if (nulls == null) {
            return null;
        }
        boolean[] taken = new boolean[count];
        boolean any = false;
        for (int index = 0; index < count; index++) {
            taken[index] = nulls[positions[index]];
            any |= taken[index];
        }
        return any ? taken : null;
    }

    static long bytes(boolean @Nullable [] nulls) {
        return nulls == null ? 0 : nulls.length;
    }
}
