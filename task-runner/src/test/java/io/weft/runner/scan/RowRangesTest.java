package io.weft.runner.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowRangesTest {
    private static final int ROWS = 200;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithASetOfRows(long seed) {
        Random random = new Random(seed);
        for (int run = 0; run < 100; run++) {
            RowRanges left = ranges(random);
            RowRanges right = ranges(random);
            BitSet both = rows(left);
            both.and(rows(right));
            BitSet any = rows(left);
            any.or(rows(right));

            assertThat(rows(left.and(right)))
                    .as("seed %d: %s and %s", seed, left, right)
                    .isEqualTo(both);
            assertThat(rows(left.or(right)))
                    .as("seed %d: %s or %s", seed, left, right)
                    .isEqualTo(any);
            assertThat(left.rows()).isEqualTo(rows(left).cardinality());
            int start = random.nextInt(ROWS);
            int end = start + 1 + random.nextInt(20);
            assertThat(left.overlap(start, end))
                    .as("seed %d: %s from %d to %d", seed, left, start, end)
                    .isEqualTo(rows(left).get(start, end).cardinality() > 0);
        }
    }

    private static RowRanges ranges(Random random) {
        long[] firstRows = new long[1 + random.nextInt(12)];
        for (int page = 1; page < firstRows.length; page++) {
            firstRows[page] = firstRows[page - 1] + 1 + random.nextInt(15);
        }
        boolean[] isWanted = new boolean[firstRows.length];
        for (int page = 0; page < isWanted.length; page++) {
            isWanted[page] = random.nextBoolean();
        }
        return RowRanges.ofPages(new PageIndex(pages(firstRows), ROWS, 0, 10_000), isWanted);
    }

    static OffsetIndex pages(long[] firstRows) {
        return new OffsetIndex() {
            @Override
            public int getPageCount() {
                return firstRows.length;
            }

            @Override
            public long getOffset(int page) {
                return page * 10L;
            }

            @Override
            public int getCompressedPageSize(int page) {
                return 10;
            }

            @Override
            public long getFirstRowIndex(int page) {
                return firstRows[page];
            }
        };
    }

    private static BitSet rows(RowRanges ranges) {
        BitSet rows = new BitSet();
        for (int range = 0; range < ranges.count(); range++) {
            rows.set((int) ranges.start(range), (int) ranges.end(range));
        }
        return rows;
    }
}
