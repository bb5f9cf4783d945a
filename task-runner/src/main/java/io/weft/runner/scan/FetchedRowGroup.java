package io.weft.runner.scan;

import io.weft.protocol.Counter;
import io.weft.runner.memory.MemoryReservation;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.VectorKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.jspecify.annotations.Nullable;

/** A row group that is to be read, with what was read of it already. Whoever takes it closes it. */
final class FetchedRowGroup implements AutoCloseable {
    private static final long BATCH_BYTES = 4L << 20;

    /** What an entry of a nested column takes in memory: its levels, and a value. */
    private static final long ENTRY_BYTES = 16;

    private final SharedFile file;
    private final RowGroupPlan plan;
    private final FilePieces pieces;
    private int window;
    private final MemoryReservation memory;
    private final List<List<PageCounts>> counts = new ArrayList<>();
    private final List<ChunkBytes> bytes = new ArrayList<>();

    /**
     * @param pieces of the column chunks
     * @param window the most bytes of a column chunk, beyond those of the pieces, that are held at once; 0 where no memory has been
     *     granted yet
     * @param memory where pieces and windows are booked, this object's from now on
     */
    FetchedRowGroup(SharedFile file, RowGroupPlan plan, FilePieces pieces, int window, MemoryReservation memory) {
        this.file = file;
        this.plan = plan;
        this.pieces = pieces;
        this.window = window;
        this.memory = memory;
    }

    ParquetFile file() {
        return file.parquet();
    }

    /**
     * A reader of the rows. Made once.
     *
     * @param filter that rows must pass, null for none
     */
    RowGroupReader reader(CompressionCodecFactory codecs, @Nullable RowFilter filter) {
        ParquetFile parquet = file();
        if (window == 0) {
            window = RowGroupSource.LEAST_WINDOW;
            memory.grow(window * plan.group().chunks().count());
        }
        List<ColumnDecoder> decoders = new ArrayList<>();
        for (int column = 0; column < parquet.columns().size(); column++) {
            counts.add(new ArrayList<>());
            decoders.add(decoder(column, codecs));
        }
        return new RowGroupReader(parquet.file(), parquet.schema(), decoders, plan.rows(), filter, batchRows());
    }

    private ColumnDecoder decoder(int column, CompressionCodecFactory codecs) {
        FileColumn fileColumn = file().columns().get(column);
        if (fileColumn.layout() == null) {
            return new AbsentDecoder(fileColumn.wanted().type());
        }
        List<ColumnChunkMetaData> chunks = plan.group().columns().get(column);
        List<PageReader> pages = new ArrayList<>();
        for (int leaf = 0; leaf < chunks.size(); leaf++) {
            pages.add(pages(column, leaf, codecs));
        }
        if (fileColumn.stored().isNested()) {
            return NestedDecoder.of(fileColumn.layout(), pages, chunks);
        }
        LeafDecoder decoder = LeafDecoder.of(VectorKind.of(fileColumn.stored()), pages.get(0));
        return fileColumn.isWidened()
                ? new WideningDecoder(
                        decoder, fileColumn.stored(), fileColumn.wanted().type())
                : decoder;
    }

    private PageReader pages(int column, int leaf, CompressionCodecFactory codecs) {
        ColumnChunkMetaData chunk = plan.group().columns().get(column).get(leaf);
        ChunkBytes chunkBytes =
                new ChunkBytes(file().file(), pieces, chunk.getStartingPos(), chunk.getTotalSize(), window);
        bytes.add(chunkBytes);
        PageCounts seen = new PageCounts();
        counts.get(column).add(seen);
        return new PageReader(
                chunkBytes,
                file().columns().get(column).present().leaves().get(leaf),
                new PageDecompressor(codecs.getDecompressor(chunk.getCodec()), chunk.getTotalUncompressedSize()),
                seen,
                plan.pages().get(column).get(leaf));
    }

    /** Fewer rows where they are long. */
    private int batchRows() {
        long rowBytes = Math.max(1, groupBytes() / Math.max(1, plan.group().rows()));
        return (int) Math.max(1, Math.min(Batch.MAX_ROWS, BATCH_BYTES / rowBytes));
    }

    /** About the bytes of all rows in memory: encoded, nested columns may have a thousand entries in a byte. */
    private long groupBytes() {
        long bytes = plan.group().uncompressedBytes();
        for (int column = 0; column < file().columns().size(); column++) {
            if (file().columns().get(column).stored().isNested()) {
                bytes += ENTRY_BYTES
                        * plan.group().columns().get(column).stream()
                                .mapToLong(ColumnChunkMetaData::getValueCount)
                                .sum();
            }
        }
        return bytes;
    }

    /** Those of the columns that a reader was made for. */
    private IntStream seen(BitSet columns) {
        return columns.stream().filter(column -> column < counts.size());
    }

    /** The part of the pages of these columns that was decoded, from 0 to 1; 1 where there are none. */
    double partDecoded(BitSet columns) {
        long read = seen(columns).mapToLong(this::pagesRead).sum();
        long skipped = seen(columns).mapToLong(this::pagesSkipped).sum();
        return read + skipped == 0 ? 1 : (double) read / (read + skipped);
    }

    private long pagesRead(int column) {
        return counts.get(column).stream().mapToLong(PageCounts::read).sum();
    }

    private long pagesSkipped(int column) {
        long skipped = 0;
        for (int leaf = 0; leaf < counts.get(column).size(); leaf++) {
            PageIndex index = plan.pages().get(column).get(leaf);
            PageCounts seen = counts.get(column).get(leaf);
            skipped += index == null ? seen.passed() : index.pages() - seen.read();
        }
        return skipped;
    }

    /** Counts what was left out, when the rows have been read. */
    void count(SharedCounters counters) {
        for (int column = 0; column < counts.size(); column++) {
            counters.add(Counter.PAGES_READ, pagesRead(column));
            counters.add(Counter.PAGES_SKIPPED, pagesSkipped(column));
        }
        long readLater = bytes.stream().mapToLong(ChunkBytes::bytesRead).sum();
        counters.add(Counter.PAGE_BYTES_SKIPPED, Math.max(0, plan.group().bytes() - pieces.bytes() - readLater));
    }

    @Override
    public void close() {
        memory.close();
        file.release();
    }
}
