package io.weft.runner.scan;

import io.weft.error.WeftException;
import io.weft.protocol.Counter;
import io.weft.protocol.Counters;
import io.weft.runner.format.InputFile;
import io.weft.runner.memory.MemoryReservation;
import io.weft.stage.FileRange;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CodecPool;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.io.compress.Decompressor;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a byte range. A line ends with {@code \n}, {@code \r} or {@code \r\n}, or with the file; its end is not part of it.
 *
 * <p>A line belongs to the range in which it begins, but one that begins exactly at a range's first byte belongs to the range before. So a
 * reader passes over everything up to the first line end, and never has to look at a byte of the range before, which may lie on
 * another host. This is the rule of Hadoop's own text input.
 */
final class LineReader implements AutoCloseable {
    private static final int BUFFER_BYTES = 256 * 1024;

    /** Behind the range only the rest of one line is wanted. */
    private static final int BUFFER_BYTES_BEHIND = 16 * 1024;

    private static final int LONGEST_LINE = 1 << 29;

    private final InputFile file;
    private final FileRange range;
    private final Counters counters;
    private final MemoryReservation memory;
    private final @Nullable CompressionCodec codec;
    private final @Nullable Decompressor decompressor;
    private final @Nullable InputStream decompressed;
    private final byte[] buffer = new byte[BUFFER_BYTES];

    /** The place in the text of the first byte of the buffer. */
    private long bufferStart;

    private int next;
    private int limit;
    private boolean isAtEnd;

    private LineReader(InputFile file, FileRange range, ScanContext context, MemoryReservation memory)
            throws IOException {
        memory.grow(BUFFER_BYTES);
        this.file = file;
        this.range = range;
        this.counters = context.counters();
        this.memory = memory;
        this.codec = new CompressionCodecFactory(context.configuration()).getCodec(new Path(range.path()));
        this.decompressor = codec == null ? null : CodecPool.getDecompressor(codec);
        this.decompressed = codec == null ? null : codec.createInputStream(file.stream(), decompressor);
    }

    static LineReader open(FileRange range, ScanContext context, MemoryReservation memory) {
        InputFile file = InputFile.open(range, context.configuration());
        LineReader reader;
        try {
            reader = new LineReader(file, range, context, memory);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e instanceof WeftException failure ? failure : file.damaged("it cannot be decompressed", e);
        }
        try {
            reader.start();
            return reader;
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private void start() {
        if (isCompressed()) {
            // Another range of such a file would read the same lines again.
            isAtEnd = range.offset() > 0;
            skipByteOrderMark();
            return;
        }
        bufferStart = range.offset();
        if (range.offset() > 0) {
            readLine(null);
        } else {
            skipByteOrderMark();
        }
    }

    private boolean isCompressed() {
        return codec != null;
    }

    private void skipByteOrderMark() {
        boolean isMarked = fill()
                && limit >= 3
                && buffer[0] == (byte) 0xEF
                && buffer[1] == (byte) 0xBB
                && buffer[2] == (byte) 0xBF;
        if (isMarked) {
            next = 3;
        }
    }

    /** Adds lines until the collector is full or there are no more. */
    void read(LineCollector lines) {
        while (!lines.isFull() && hasLine()) {
            readLine(lines);
        }
    }

    /** Passes over lines and says how many there were. */
    int skip(int most) {
        int count = 0;
        while (count < most && hasLine()) {
            readLine(null);
            count++;
        }
        return count;
    }

    private boolean hasLine() {
        boolean isBehind = !isCompressed() && bufferStart + next > range.end();
        return !isBehind && (next < limit || fill());
    }

    private void readLine(@Nullable LineCollector lines) {
        while (next < limit || fill()) {
            int end = lineEnd();
            if (lines != null) {
                lines.append(buffer, next, end - next);
                checkLength(lines);
            }
            if (end < limit) {
                boolean isReturn = buffer[end] == '\r';
                next = end + 1;
                if (isReturn && (next < limit || fill()) && buffer[next] == '\n') {
                    next++;
                }
                break;
            }
            next = end;
        }
        if (lines != null) {
            lines.endLine();
        }
    }

    private int lineEnd() {
        for (int index = next; index < limit; index++) {
            byte value = buffer[index];
            // Both line ends lie below every printable character.
            if (value <= '\r' && (value == '\n' || value == '\r')) {
                return index;
            }
        }
        return limit;
    }

    private void checkLength(LineCollector lines) {
        if (lines.open() > LONGEST_LINE) {
            throw file.damaged("a line has more than %d bytes at byte %d; is it text?"
                    .formatted(LONGEST_LINE, bufferStart + next));
        }
    }

    /** Replaces the buffer, all of which has been used, by the bytes that follow. */
    private boolean fill() {
        if (isAtEnd) {
            return false;
        }
        bufferStart += limit;
        next = 0;
        limit = 0;
        int read = decompressed == null ? readPlain() : readDecompressed(decompressed);
        isAtEnd = read < 0;
        limit = Math.max(read, 0);
        return limit > 0;
    }

    private int readPlain() {
        long left = range.end() - bufferStart;
        int most = left > 0 ? (int) Math.min(left, buffer.length) : BUFFER_BYTES_BEHIND;
        return file.read(bufferStart, buffer, 0, most);
    }

    private int readDecompressed(InputStream in) {
        try {
            return in.read(buffer, 0, buffer.length);
        } catch (WeftException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw file.damaged("it cannot be decompressed behind byte %d of the text".formatted(bufferStart), e);
        }
    }

    @Override
    public void close() {
        memory.release(BUFFER_BYTES);
        if (decompressor != null) {
            CodecPool.returnDecompressor(decompressor);
        }
        counters.add(Counter.INPUT_BYTES, file.bytesRead());
        counters.add(Counter.INPUT_BYTES_LOCAL, file.localBytesRead());
        file.close();
    }
}
