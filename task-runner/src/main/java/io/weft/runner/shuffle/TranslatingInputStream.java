package io.weft.runner.shuffle;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/** Tells the reader of a segment whose fault a read error is, instead of an IOException that does not say. */
final class TranslatingInputStream extends FilterInputStream {
    private final Function<IOException, RuntimeException> translation;

    TranslatingInputStream(InputStream in, Function<IOException, RuntimeException> translation) {
        super(in);
        this.translation = translation;
    }

    @Override
    public int read() {
        try {
            return in.read();
        } catch (IOException e) {
            throw translation.apply(e);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        try {
            return in.read(bytes, offset, length);
        } catch (IOException e) {
            throw translation.apply(e);
        }
    }

    @Override
    public long skip(long count) {
        try {
            return in.skip(count);
        } catch (IOException e) {
            throw translation.apply(e);
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
