package io.weft.runner.scan;

import io.weft.runner.format.InputFile;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorKind;
import io.weft.type.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;

/** A column chunk in memory, to be decoded as a scan decodes one: what benchmarks outside of this package measure. */
public final class MemoryChunk {
    private final byte[] bytes;
    private final ColumnLayout layout;
    private final Type type;
    private final long entries;
    private final InputFile noFile;
    private final PageDecompressor decompressor;

    /**
     * A chunk of the only column of a schema, which has one leaf and no compression.
     *
     * @param bytes the pages, taken over
     * @param entries values, nulls and empty lists in all pages
     */
    public MemoryChunk(byte[] bytes, MessageType schema, Type type, long entries) throws IOException {
        this.bytes = bytes;
        this.layout = ColumnLayout.of(schema, schema.getFieldName(0), type);
        this.type = type;
        this.entries = entries;
        Configuration configuration = new Configuration();
        noFile = emptyFile(configuration);
        decompressor = new PageDecompressor(
                new CodecFactory(configuration, 0).getDecompressor(CompressionCodecName.UNCOMPRESSED), bytes.length);
    }

    /** A file from which nothing is read, as all bytes are at hand. */
    private static InputFile emptyFile(Configuration configuration) throws IOException {
        java.nio.file.Path file = Files.createTempFile("chunk", ".parquet");
        try {
            return InputFile.open(new FileStatus(0, false, 1, 1, 0, new Path(file.toUri())), configuration);
        } finally {
            Files.delete(file);
        }
    }

    /** Decodes so many rows from the first on, as many at a time as a batch has. */
    public void decode(int rows, Consumer<? super Vector> consumer) throws IOException {
        ColumnDecoder decoder = decoder();
        for (int done = 0; done < rows; ) {
            int count = Math.min(rows - done, Batch.MAX_ROWS);
            consumer.accept(decoder.decode(count));
            done += count;
        }
    }

    private ColumnDecoder decoder() {
        FilePieces pieces = new FilePieces();
        pieces.add(0, bytes);
        PageReader pages = new PageReader(
                new ChunkBytes(noFile, pieces, 0, bytes.length, bytes.length),
                layout.leaves().get(0),
                decompressor,
                new PageCounts(),
                null);
        return type.isNested()
                ? NestedDecoder.of(layout, List.of(pages), List.of(metadata()))
                : LeafDecoder.of(VectorKind.of(type), pages);
    }

    private ColumnChunkMetaData metadata() {
        ColumnDescriptor leaf = layout.leaves().get(0);
        return ColumnChunkMetaData.get(
                ColumnPath.get(leaf.getPath()),
                leaf.getPrimitiveType(),
                CompressionCodecName.UNCOMPRESSED,
                null,
                Set.of(),
                Statistics.createStats(leaf.getPrimitiveType()),
                0,
                0,
                entries,
                bytes.length,
                bytes.length);
    }
}
