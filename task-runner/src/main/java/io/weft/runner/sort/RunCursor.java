package io.weft.runner.sort;

/** A place in rows that are in order already: it stands at one of them and goes forward. The fields are its own to write, others read them. */
abstract class RunCursor {
    /** What holds the row that the cursor stands at, and the row's place there. */
    SortChunk chunk;

    int row;

    /** The key's eight bytes after those that all keys of the merge have in common. */
    long prefix;

    private int skip;

    RunCursor(SortChunk chunk) {
        this.chunk = chunk;
    }

    /** The least key, or its beginning. */
    abstract byte[] first();

    /** The greatest key, or its beginning. */
    abstract byte[] last();

    /** Goes to the next row that is at hand; false where there is none, and then {@link #load} tells more. */
    abstract boolean step();

    /** Goes to the next row after {@link #step} found none at hand; false where the rows are over. What was picked so far becomes invalid. */
    abstract boolean load();

    /** Begins to note prefixes, after so many bytes that all keys have in common. */
    void skip(int bytes) {
        skip = bytes;
        note();
    }

    /** To be called by the cursors themselves whenever they stand at another row. */
    final void note() {
        prefix = chunk.keys().prefix(row, skip);
    }

    /** Whether this one's row has to come before the other's. */
    final boolean isBefore(RunCursor other) {
        if (prefix != other.prefix) {
            return Long.compareUnsigned(prefix, other.prefix) < 0;
        }
        int compared = skip + Long.BYTES;
        // Where one of the keys ends within the prefix, both do, and are equal: none is the beginning of another.
        return chunk.keys().length(row) > compared
                && chunk.keys().compare(row, other.chunk.keys(), other.row, compared) < 0;
    }
}
