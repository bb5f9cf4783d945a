package io.weft.runner.scan;

import java.util.Arrays;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.io.ParquetDecodingException;

/** Where the data pages of a column chunk lie and which rows they hold, as the file's offset index says. */
final class PageIndex {
    private final long[] offsets;
    private final int[] sizes;

    /** The first row of each page, and behind the last page the number of rows of the row group. */
    private final long[] firstRows;

    /**
     * Checks that the pages lie one after the other within their column chunk and hold the row group's rows.
     *
     * @param start of the column chunk in the file
     * @param end behind it
     */
    PageIndex(OffsetIndex index, long rows, long start, long end) {
        int pages = index.getPageCount();
        offsets = new long[pages];
        sizes = new int[pages];
        firstRows = new long[pages + 1];
        firstRows[pages] = rows;
        long place = start;
        for (int page = 0; page < pages; page++) {
            offsets[page] = index.getOffset(page);
            sizes[page] = index.getCompressedPageSize(page);
            firstRows[page] = index.getFirstRowIndex(page);
            boolean isPlaced = offsets[page] >= place && sizes[page] > 0 && sizes[page] <= end - offsets[page];
            boolean isNext = page == 0 ? firstRows[0] == 0 : firstRows[page] > firstRows[page - 1];
            if (!isPlaced || !isNext || firstRows[page] >= rows) {
                throw new ParquetDecodingException("the offset index of page %d makes no sense".formatted(page));
            }
            place = offsets[page] + sizes[page];
        }
        if (pages == 0 && rows > 0) {
            throw new ParquetDecodingException("the offset index has no page");
        }
    }

    int pages() {
        return sizes.length;
    }

    /** Where the page begins in the file. */
    long offset(int page) {
        return offsets[page];
    }

    /** Its bytes with its header, compressed. */
    int size(int page) {
        return sizes[page];
    }

    long firstRow(int page) {
        return firstRows[page];
    }

    /** The row behind the page's last. */
    long endRow(int page) {
        return firstRows[page + 1];
    }

    long rows(int page) {
        return firstRows[page + 1] - firstRows[page];
    }

    /** The page that holds a row; the number of pages for the row behind the last. */
    int pageOf(long row) {
        int found = Arrays.binarySearch(firstRows, row);
        return found >= 0 ? found : -found - 2;
    }
}
