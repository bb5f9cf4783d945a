package io.weft.runner.scan;

import io.weft.error.WeftException;
import io.weft.runner.compress.FileCompression;
import io.weft.runner.compress.TranscodedStream;
import io.weft.runner.format.InputFile;
import io.weft.runner.format.TextEncoding;
import io.weft.stage.FileRange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;

/** The text of a whole file that is compressed or not in UTF-8. It belongs to the range with the first byte; others have none of it. */
final class StreamBytes implements TextBytes {
    private final InputFile file;
    private final FileRange range;
    private final FileCompression compression;
    private final TextEncoding encoding;
    private final InputStream in;
    private long next;

    StreamBytes(InputFile file, FileRange range, FileCompression compression, TextEncoding encoding) {
        this.file = file;
        this.range = range;
        this.compression = compression;
        this.encoding = encoding;
        this.in = range.offset() > 0 ? InputStream.nullInputStream() : open();
    }

    private InputStream open() {
        try {
            InputStream decompressed = compression.decompress(file.stream());
            return encoding.isUtf8() ? decompressed : new TranscodedStream(decompressed, encoding.charset());
        } catch (WeftException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        }
    }

    @Override
    public int read(byte[] target) {
        try {
            int read = in.read(target, 0, target.length);
            next += Math.max(read, 0);
            return read;
        } catch (WeftException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        }
    }

    private WeftException damaged(Exception e) {
        return e instanceof CharacterCodingException
                ? encoding.broken(file.name(), next)
                : file.undecompressed(compression, next, e);
    }

    @Override
    public long start() {
        return 0;
    }

    @Override
    public long end() {
        return Long.MAX_VALUE;
    }

    @Override
    public boolean isFromBeginning() {
        return true;
    }

    @Override
    public boolean isEmpty() {
        return range.offset() > 0;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw damaged(e);
        }
    }
}
