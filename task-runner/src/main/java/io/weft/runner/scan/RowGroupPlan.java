package io.weft.runner.scan;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.jspecify.annotations.Nullable;

/**
 * A row group that is to be read.
 *
 * @param rows those that may be of use
 * @param pages where the pages of each leaf of each wanted column lie, null where it is not known
 */
record RowGroupPlan(ParquetFile.RowGroup group, RowRanges rows, List<List<@Nullable PageIndex>> pages) {
    /** All rows, with pages of which nothing is known. */
    static RowGroupPlan whole(ParquetFile.RowGroup group) {
        List<List<@Nullable PageIndex>> pages = new ArrayList<>();
        for (List<ColumnChunkMetaData> leaves : group.columns()) {
            List<@Nullable PageIndex> unknown = new ArrayList<>();
            leaves.forEach(leaf -> unknown.add(null));
            pages.add(unknown);
        }
        return new RowGroupPlan(group, RowRanges.all(group.rows()), pages);
    }

    /** What has to be read of a column for the rows. */
    List<ByteRanges.ByteRange> needs(int column) {
        List<ByteRanges.ByteRange> needs = new ArrayList<>();
        List<ColumnChunkMetaData> leaves = group.columns().get(column);
        for (int leaf = 0; leaf < leaves.size(); leaf++) {
            addNeeds(leaves.get(leaf), pages.get(column).get(leaf), needs);
        }
        return needs;
    }

    private void addNeeds(ColumnChunkMetaData chunk, @Nullable PageIndex index, List<ByteRanges.ByteRange> needs) {
        long start = chunk.getStartingPos();
        if (index == null || rows.rows() == group.rows()) {
            needs.add(new ByteRanges.ByteRange(start, start + chunk.getTotalSize()));
            return;
        }
        if (index.offset(0) > start) {
            needs.add(new ByteRanges.ByteRange(start, index.offset(0)));
        }
        for (int page = 0; page < index.pages(); page++) {
            if (rows.overlap(index.firstRow(page), index.endRow(page))) {
                needs.add(new ByteRanges.ByteRange(index.offset(page), index.offset(page) + index.size(page)));
            }
        }
    }
}
