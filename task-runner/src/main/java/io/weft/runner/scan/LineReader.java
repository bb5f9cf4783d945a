package io.weft.runner.scan;

import io.weft.error.WeftException;
import io.weft.protocol.Counter;
import io.weft.protocol.Counters;
import io.weft.runner.compress.FileCompression;
import io.weft.runner.csv.CsvDialect;
import io.weft.runner.csv.QuoteState;
import io.weft.runner.format.InputFile;
import io.weft.runner.format.TextEncoding;
import io.weft.runner.memory.MemoryReservation;
import io.weft.stage.FileRange;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a byte range. A line ends with {@code \n}, {@code \r} or {@code \r\n}, or with the file; its end is not part of it.
 *
 * <p>A line belongs to the range in which it begins, but one that begins exactly at a range's first byte belongs to the range before. So a
 * reader passes over everything up to the first line end, and never has to look at a byte of the range before, which may lie on
 * another host. This is the rule of Hadoop's own text input. In a file of compressed blocks, those that begin in the range take its place.
 */
final class LineReader implements AutoCloseable {
    private static final int BUFFER_BYTES = 256 * 1024;
    private static final int LONGEST_LINE = 1 << 29;
    private static final byte[] NO_LINE_END = {};
    private static final byte[] FEED = {'\n'};
    private static final byte[] RETURN = {'\r'};
    private static final byte[] RETURN_AND_FEED = {'\r', '\n'};

    private final InputFile file;
    private final TextBytes bytes;
    private final Counters counters;
    private final MemoryReservation memory;
    private final long memoryBytes;
    private final @Nullable QuoteState quotes;
    private final byte[] buffer = new byte[BUFFER_BYTES];

    /** The place in the text of the first byte of the buffer. */
    private long bufferStart;

    private int next;
    private int limit;
    private boolean isAtEnd;
    private byte[] lineEnd = NO_LINE_END;
    private long lineNumber;

    private LineReader(
            InputFile file, TextBytes bytes, LineForm form, Counters counters, MemoryReservation memory, long booked) {
        CsvDialect quoting = form.quoting();
        this.file = file;
        this.bytes = bytes;
        this.counters = counters;
        this.memory = memory;
        this.memoryBytes = booked;
        this.quotes = quoting == null ? null : new QuoteState(quoting);
        this.bufferStart = bytes.start();
        this.isAtEnd = bytes.isEmpty();
    }

    static LineReader open(FileRange range, LineForm form, ScanContext context, MemoryReservation memory) {
        FileCompression compression = FileCompression.of(new Path(range.path()));
        long booked = (long) BUFFER_BYTES + compression.memoryBytes();
        memory.grow(booked);
        InputFile file = InputFile.open(range, context.configuration());
        TextBytes bytes;
        try {
            bytes = open(file, range, form, compression, context.configuration());
        } catch (WeftException e) {
            file.close();
            throw e;
        }
        LineReader reader = new LineReader(file, bytes, form, context.counters(), memory, booked);
        try {
            reader.start(form.encoding());
            return reader;
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private static TextBytes open(
            InputFile file, FileRange range, LineForm form, FileCompression compression, Configuration configuration) {
        boolean isInPieces = form.quoting() == null && form.encoding().isUtf8();
        if (isInPieces && compression == FileCompression.NONE) {
            return new PlainBytes(file, range);
        }
        // A file that is read as a whole is checked as a whole as well.
        if (isInPieces && compression == FileCompression.BZIP2 && range.length() < range.fileLength()) {
            BZip2Codec codec = new BZip2Codec();
            codec.setConf(configuration);
            return new BlockBytes(file, range, codec);
        }
        return new StreamBytes(file, range, compression, form.encoding());
    }

    private void start(TextEncoding encoding) {
        if (bytes.isFromBeginning()) {
            if (fill()) {
                next = encoding.markLength(file.name(), buffer, limit);
            }
        } else if (!isAtEnd) {
            readLine(null);
        }
    }

    /** Whether the first line is the first of the file, so that lines can be counted. */
    boolean isFromBeginning() {
        return bytes.isFromBeginning();
    }

    InputFile file() {
        return file;
    }

    /** Adds lines until the collector is full or there are no more. */
    void read(LineCollector lines) {
        while (!lines.isFull() && hasLine()) {
            readRecord(lines);
        }
    }

    /** Adds one line, if there is one. */
    boolean readOne(LineCollector lines) {
        if (!hasLine()) {
            return false;
        }
        readRecord(lines);
        return true;
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
        // What lies behind the range need not be read to know that it does.
        return bufferStart + next <= bytes.end() && (next < limit || fill()) && bufferStart + next <= bytes.end();
    }

    private void readRecord(LineCollector lines) {
        long place = bufferStart + next;
        long number = lineNumber + 1;
        readLine(lines);
        if (quotes != null) {
            readQuotedLineEnds(quotes, lines);
        }
        lines.endLine(place, number);
    }

    /** Goes on as long as the line's end lies within quotes. */
    private void readQuotedLineEnds(QuoteState state, LineCollector lines) {
        state.begin();
        int start = lines.start(lines.size());
        state.add(lines.bytes(), start, lines.end(lines.size()));
        while (state.isOpen() && (next < limit || fill())) {
            lines.append(lineEnd, 0, lineEnd.length);
            int from = lines.end(lines.size());
            readLine(lines);
            state.add(lines.bytes(), from, lines.end(lines.size()));
        }
    }

    private void readLine(@Nullable LineCollector lines) {
        lineNumber++;
        lineEnd = NO_LINE_END;
        while (next < limit || fill()) {
            int end = lineEnd();
            if (lines != null) {
                lines.append(buffer, next, end - next);
                checkLength(lines);
            }
            if (end < limit) {
                boolean isReturn = buffer[end] == '\r';
                lineEnd = isReturn ? RETURN : FEED;
                next = end + 1;
                if (isReturn && (next < limit || fill()) && buffer[next] == '\n') {
                    lineEnd = RETURN_AND_FEED;
                    next++;
                }
                return;
            }
            next = end;
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
        int read = bytes.read(buffer);
        isAtEnd = read < 0;
        limit = Math.max(read, 0);
        return limit > 0;
    }

    @Override
    public void close() {
        memory.release(memoryBytes);
        counters.add(Counter.INPUT_BYTES, file.bytesRead());
        counters.add(Counter.INPUT_BYTES_LOCAL, file.localBytesRead());
        try {
            bytes.close();
        } finally {
            file.close();
        }
    }
}
