package io.weft.runner.compress;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.airlift.compress.lz4.Lz4HadoopStreams;
import io.airlift.compress.snappy.SnappyHadoopStreams;
import io.weft.api.Compression;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.apache.hadoop.fs.Path;

/** How the bytes of a whole file are compressed, which the end of its name tells. */
public enum FileCompression {
    NONE("", 0),
    GZIP(".gz", 64 << 10),
    /** Hadoop's default codec: zlib. */
    DEFLATE(".deflate", 64 << 10),
    BZIP2(".bz2", 4 << 20),
    ZSTD(".zst", 2 << 20),
    /** Hadoop's blocks of snappy. */
    SNAPPY(".snappy", 1 << 20),
    /** Hadoop's blocks of LZ4; frames, which the {@code lz4} program writes, are read as well. */
    LZ4(".lz4", 1 << 20);

    private static final int BUFFER_BYTES = 64 << 10;

    private final String extension;
    private final int memoryBytes;

    FileCompression(String extension, int memoryBytes) {
        this.extension = extension;
        this.memoryBytes = memoryBytes;
    }

    /** What the name says, in letters of any case. */
    public static FileCompression of(Path file) {
        String name = file.getName().toLowerCase(Locale.ROOT);
        for (FileCompression compression : values()) {
            if (compression != NONE && name.endsWith(compression.extension)) {
                return compression;
            }
        }
        return NONE;
    }

    /** The compression that an author has asked for. */
    public static FileCompression of(Compression wanted) {
        return switch (wanted) {
            case NONE -> NONE;
            case GZIP -> GZIP;
            case BZIP2 -> BZIP2;
            case ZSTD -> ZSTD;
            case SNAPPY -> SNAPPY;
            case LZ4 -> LZ4;
        };
    }

    /** With its point; empty for {@link #NONE}. */
    public String extension() {
        return extension;
    }

    /** About how much memory it takes to decompress a usual file. */
    public int memoryBytes() {
        return memoryBytes;
    }

    /** Whether several tasks may read one such file, each a byte range. */
    public boolean isSplittable() {
        return this == NONE || this == BZIP2;
    }

    /**
     * The bytes as they were before they were compressed. All members or frames of the file are read, one after the other; a
     * truncated file ends with an exception, and so does one of deflate that goes on behind its end.
     *
     * @throws IOException if the beginning is not of this compression
     */
    public InputStream decompress(InputStream in) throws IOException {
        return switch (this) {
            case NONE -> in;
            case GZIP -> new GzipCompressorInputStream(buffered(in), true);
            case DEFLATE -> inflated(in);
            case BZIP2 -> new BZip2CompressorInputStream(buffered(in), true);
            case ZSTD -> new ZstdInputStreamNoFinalizer(in);
            case SNAPPY -> new SnappyHadoopStreams().createInputStream(in);
            case LZ4 -> lz4(buffered(in));
        };
    }

    /** A deflate stream does not say where it begins, so that nothing may come behind it. */
    private static InputStream inflated(InputStream compressed) {
        return new InflaterInputStream(compressed) {
            @Override
            public int read(byte[] target, int start, int count) throws IOException {
                int read = super.read(target, start, count);
                if (read < 0 && (inf.getRemaining() > 0 || in.read() >= 0)) {
                    throw new IOException("there are bytes behind the end of the compressed data");
                }
                return read;
            }
        };
    }

    private static InputStream lz4(InputStream in) throws IOException {
        byte[] first = new byte[Integer.BYTES];
        in.mark(first.length);
        int count = in.readNBytes(first, 0, first.length);
        in.reset();
        return FramedLZ4CompressorInputStream.matches(first, count)
                ? new FramedLZ4CompressorInputStream(in, true)
                : new Lz4HadoopStreams().createInputStream(in);
    }

    private static InputStream buffered(InputStream in) {
        return new BufferedInputStream(in, BUFFER_BYTES);
    }

    /** Compresses what is written; closing the stream completes it and closes {@code out}. */
    public OutputStream compress(OutputStream out) throws IOException {
        return switch (this) {
            case NONE -> out;
            case GZIP -> new GZIPOutputStream(out, BUFFER_BYTES);
            case BZIP2 -> new BZip2CompressorOutputStream(out);
            case ZSTD -> new ZstdOutputStreamNoFinalizer(out);
            case SNAPPY -> new SnappyHadoopStreams().createOutputStream(out);
            case LZ4 -> new Lz4HadoopStreams().createOutputStream(out);
            case DEFLATE -> throw new IllegalStateException("Nobody asks for deflate");
        };
    }
}
