package io.weft.runner.scan;

import io.weft.runner.vector.Vector;

/**
 * Some rows of a leaf of a nested column: an entry for each value, and for each place where one is missing.
 */
interface LeafLevels {
    /** The number of entries. */
    int count();

    /** At which level each entry is defined; the arrays may be longer than there are entries, and are to be read only. */
    int[] definition();

    /** At which level each entry repeats; 0 where it begins a row. */
    int[] repetition();

    /** The values of those entries that are defined at the leaf's highest level, one after the other. */
    Vector values();
}
