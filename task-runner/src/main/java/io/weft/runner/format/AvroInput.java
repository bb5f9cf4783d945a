package io.weft.runner.format;

import org.apache.avro.file.SeekableInput;

/** An open file as Avro reads it. Whoever opened the file closes it. */
public final class AvroInput implements SeekableInput {
    private final InputFile file;
    private long position;

    public AvroInput(InputFile file) {
        this.file = file;
    }

    @Override
    public void seek(long target) {
        position = target;
    }

    @Override
    public long tell() {
        return position;
    }

    @Override
    public long length() {
        return file.length();
    }

    @Override
    public int read(byte[] target, int start, int count) {
        int read = file.read(position, target, start, count);
        position += Math.max(read, 0);
        return read;
    }

    @Override
    public void close() {}
}
