package io.weft.runner.scan;

import io.weft.error.WeftException;
import io.weft.expr.Expression;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Expressions;
import io.weft.protocol.Counter;
import io.weft.runner.kernel.Lowering;
import io.weft.type.Schema;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what need not be read of a row group, the cheapest first: by its statistics, its bloom filters, its dictionaries, and its page
 * index. For one thread at a time.
 */
final class RowGroupPruner {
    private final List<Expression> filters;
    private final Schema schema;
    private final CompressionCodecFactory codecs;
    private final SharedCounters counters;

    /**
     * @param filters conditions over the schema, all of which a row must meet
     */
    RowGroupPruner(List<Expression> filters, Schema schema, CompressionCodecFactory codecs, SharedCounters counters) {
        this.filters = filters.stream().map(Lowering::of).toList();
        this.schema = schema;
        this.codecs = codecs;
        this.counters = counters;
    }

    /** What is to be read of a row group; null where no row can meet the filters. */
    @Nullable RowGroupPlan plan(ParquetFile file, ParquetFile.RowGroup group) {
        if (filters.isEmpty()) {
            return RowGroupPlan.whole(group);
        }
        if (!mayMatch(column -> rangeOf(column, file, group))) {
            return skipped(group, null);
        }
        if (hasBloomFilter(group) && !mayMatch(withBloomFilters(file, group))) {
            return skipped(group, Counter.ROW_GROUPS_SKIPPED_BY_BLOOM_FILTER);
        }
        if (!mayMatchDictionaries(file, group)) {
            return skipped(group, Counter.ROW_GROUPS_SKIPPED_BY_DICTIONARY);
        }
        RowGroupPlan plan = PageIndexes.plan(file, group, filters);
        return plan.rows().count() == 0 ? skipped(group, Counter.ROW_GROUPS_SKIPPED_BY_PAGE_INDEX) : plan;
    }

    private @Nullable RowGroupPlan skipped(ParquetFile.RowGroup group, @Nullable Counter reason) {
        counters.add(Counter.ROW_GROUPS_SKIPPED, 1);
        counters.add(Counter.INPUT_BYTES_SKIPPED, group.bytes());
        if (reason != null) {
            counters.add(reason, 1);
        }
        return null;
    }

    private boolean mayMatch(RangeFilter.Ranges ranges) {
        return filters.stream().allMatch(filter -> RangeFilter.mayMatch(filter, ranges));
    }

    private static @Nullable ValueRange rangeOf(InputColumn column, ParquetFile file, ParquetFile.RowGroup group) {
        FileColumn fileColumn = file.columns().get(column.index());
        if (fileColumn.layout() == null) {
            return ValueRange.ofNulls();
        }
        return fileColumn.stored().isNested()
                ? null
                : ValueRange.of(group.chunk(column.index()), fileColumn.stored())
                        .widened(column.type());
    }

    private static boolean hasBloomFilter(ParquetFile.RowGroup group) {
        return group.chunks().anyMatch(chunk -> chunk.getBloomFilterOffset() > 0);
    }

    private static RangeFilter.Ranges withBloomFilters(ParquetFile file, ParquetFile.RowGroup group) {
        BloomFilters filters = new BloomFilters(file.file());
        return new RangeFilter.Ranges() {
            @Override
            public @Nullable ValueRange of(InputColumn column) {
                return rangeOf(column, file, group);
            }

            @Override
            public boolean mayHold(InputColumn column, Literal value) {
                return filters.mayHold(group.chunk(column.index()), column, value);
            }
        };
    }

    private boolean mayMatchDictionaries(ParquetFile file, ParquetFile.RowGroup group) {
        for (Expression filter : filters) {
            BitSet used = Expressions.columns(filter);
            if (used.cardinality() == 1 && !mayMatchDictionary(filter, used.nextSetBit(0), file, group)) {
                return false;
            }
        }
        return true;
    }

    private boolean mayMatchDictionary(Expression filter, int column, ParquetFile file, ParquetFile.RowGroup group) {
        FileColumn fileColumn = file.columns().get(column);
        if (fileColumn.layout() == null || fileColumn.stored().isNested()) {
            return true;
        }
        ColumnChunkMetaData chunk = group.chunk(column);
        // Where the dictionary is most of what would be read, it is not worth reading twice.
        if (fileColumn.isWidened()
                || !ChunkDictionary.isComplete(chunk)
                || 2 * ChunkDictionary.bytes(chunk) > group.bytes()) {
            return true;
        }
        ValueRange range = ValueRange.of(chunk, schema.type(column));
        try {
            return DictionaryTest.mayMatch(
                    filter,
                    column,
                    schema.size(),
                    ChunkDictionary.entries(file, column, chunk, codecs, range.mayHaveNulls()));
        } catch (WeftException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw file.file()
                    .damaged(
                            "the dictionary of column '%s' at byte %d is damaged"
                                    .formatted(schema.field(column).name(), chunk.getDictionaryPageOffset()),
                            e);
        }
    }
}
