package io.weft.runner.scan;

import io.weft.error.WeftException;
import io.weft.runner.format.InputFile;
import io.weft.runner.memory.MemoryReservation;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorKind;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one row group. The wanted column chunks are read in the order in which they lie in the file, into memory as a whole where
 * they fit the buffer, else each through a window.
 */
final class RowGroupReader {
    /** The most that is read ahead. */
    private static final long BUFFER_BYTES = 64L << 20;

    private static final int LEAST_WINDOW = 64 * 1024;
    private static final int LEAST_ROWS = 64;
    private static final long BATCH_BYTES = 4L << 20;

    private final InputFile file;
    private final Schema schema;
    private final List<ColumnDecoder> decoders;
    private final int batchRows;
    private long left;

    private RowGroupReader(InputFile file, Schema schema, List<ColumnDecoder> decoders, int batchRows, long rows) {
        this.file = file;
        this.schema = schema;
        this.decoders = decoders;
        this.batchRows = batchRows;
        this.left = rows;
    }

    /**
     * Reads what the buffer holds of the wanted column chunks.
     *
     * @param memory resized to what the buffer takes
     */
    static RowGroupReader open(
            ParquetFile parquet, ParquetFile.RowGroup group, CompressionCodecFactory codecs, MemoryReservation memory) {
        List<ColumnChunkMetaData> chunks = group.chunks();
        long wanted =
                chunks.stream().mapToLong(ColumnChunkMetaData::getTotalSize).sum();
        long uncompressed = chunks.stream()
                .mapToLong(ColumnChunkMetaData::getTotalUncompressedSize)
                .sum();
        long granted = buffer(wanted, chunks.size(), memory);
        List<ChunkBytes> bytes = new ArrayList<>();
        List<ColumnDecoder> decoders = new ArrayList<>();
        for (int column = 0; column < group.columns().size(); column++) {
            List<PageReader> pages = new ArrayList<>();
            for (int leaf = 0; leaf < group.columns().get(column).size(); leaf++) {
                ColumnChunkMetaData chunk = group.columns().get(column).get(leaf);
                long window =
                        granted >= wanted ? chunk.getTotalSize() : Math.max(LEAST_WINDOW, granted / chunks.size());
                ChunkBytes chunkBytes =
                        new ChunkBytes(parquet.file(), chunk.getStartingPos(), chunk.getTotalSize(), (int)
                                Math.min(window, chunk.getTotalSize()));
                bytes.add(chunkBytes);
                pages.add(new PageReader(
                        chunkBytes,
                        parquet.columns().get(column).leaves().get(leaf),
                        codecs.getDecompressor(chunk.getCodec()),
                        chunk.getTotalUncompressedSize()));
            }
            decoders.add(decoder(parquet, group, column, pages));
        }
        bytes.sort(Comparator.comparingLong(ChunkBytes::position));
        bytes.forEach(ChunkBytes::fill);
        return new RowGroupReader(
                parquet.file(), parquet.schema(), decoders, batchRows(uncompressed, group.rows()), group.rows());
    }

    /** The bytes that may be held, at least a small window for each column. */
    private static long buffer(long wanted, int columns, MemoryReservation memory) {
        long least = (long) LEAST_WINDOW * columns;
        long bytes = Math.min(wanted, BUFFER_BYTES);
        while (bytes > least && !memory.tryResize(bytes)) {
            bytes /= 2;
        }
        if (bytes <= least) {
            bytes = Math.min(wanted, least);
            memory.release(memory.bytes());
            memory.grow(bytes);
        }
        return bytes;
    }

    /** Fewer rows where they are long. */
    private static int batchRows(long uncompressed, long rows) {
        long rowBytes = Math.max(1, uncompressed / Math.max(1, rows));
        return (int) Math.max(LEAST_ROWS, Math.min(Batch.MAX_ROWS, BATCH_BYTES / rowBytes));
    }

    private static ColumnDecoder decoder(
            ParquetFile parquet, ParquetFile.RowGroup group, int column, List<PageReader> pages) {
        FileColumn nested = parquet.columns().get(column);
        Type type = parquet.schema().type(column);
        if (!type.isNested()) {
            return decoder(VectorKind.of(type), pages.get(0));
        }
        List<LevelReader> leaves = new ArrayList<>();
        for (int leaf = 0; leaf < pages.size(); leaf++) {
            Type leafType = nested.leafTypes().get(leaf);
            leaves.add(new LevelReader(
                    pages.get(leaf),
                    decoder(VectorKind.of(leafType), pages.get(leaf)),
                    leafType,
                    group.columns().get(column).get(leaf).getValueCount()));
        }
        return new NestedDecoder(nested.root(), leaves);
    }

    private static LeafDecoder decoder(VectorKind kind, PageReader pages) {
        return switch (kind) {
            case BOOLEAN -> new BooleanDecoder(pages);
            case INT -> new IntDecoder(pages);
            case LONG -> new LongDecoder(pages);
            case DOUBLE -> new DoubleDecoder(pages);
            case DECIMAL -> new DecimalDecoder(pages);
            case BYTES -> new BytesDecoder(pages);
            case LIST, MAP, STRUCT -> throw new IllegalStateException("Not a leaf: " + kind);
        };
    }

    /** The next rows, or null when there are no more. */
    @Nullable Batch next() {
        if (left == 0) {
            return null;
        }
        int rows = (int) Math.min(left, batchRows);
        List<Vector> vectors = new ArrayList<>(decoders.size());
        for (int column = 0; column < decoders.size(); column++) {
            vectors.add(decode(column, rows));
        }
        left -= rows;
        return new Batch(rows, vectors);
    }

    private Vector decode(int column, int rows) {
        ColumnDecoder decoder = decoders.get(column);
        try {
            return decoder.decode(rows);
        } catch (WeftException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw file.damaged(
                    "column '%s' is damaged before byte %d"
                            .formatted(schema.field(column).name(), decoder.position()),
                    e);
        }
    }
}
