package io.weft.runner.join;

import java.util.Arrays;

/** For joins without keys: every row is found for every row. */
final class AllRows extends BuildTable {
    private final int first;

    AllRows(RowStore store) {
        super(new RowLinks(store));
        int following = RowAddress.NONE;
        for (int chunk = store.chunkCount() - 1; chunk >= 0; chunk--) {
            for (int place = store.chunk(chunk).rowCount() - 1; place >= 0; place--) {
                int row = RowAddress.of(chunk, place);
                if (following != RowAddress.NONE) {
                    links().link(row, following);
                }
                following = row;
            }
        }
        first = following;
    }

    @Override
    Finder finder() {
        return (keys, positions, count, found) -> Arrays.fill(found, 0, count, first);
    }
}
