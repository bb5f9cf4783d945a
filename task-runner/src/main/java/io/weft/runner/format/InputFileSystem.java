package io.weft.runner.format;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.impl.OpenFileParameters;

/** The file system of an open input file, for a library that opens files by their names: it is given the one that is open. */
public final class InputFileSystem extends FilterFileSystem {
    private final InputFile file;

    private InputFileSystem(FileSystem store, InputFile file) {
        super(store);
        this.file = file;
    }

    /** The file stays its owner's, and the store behind it Hadoop's: there is nothing to close. */
    public static InputFileSystem of(InputFile file, Configuration configuration) throws IOException {
        return new InputFileSystem(new Path(file.name()).getFileSystem(configuration), file);
    }

    @Override
    public FSDataInputStream open(Path path, int bufferBytes) throws IOException {
        if (!path.toString().equals(file.name())) {
            throw new IOException("%s is not %s".formatted(path, file.name()));
        }
        return InputFileStream.of(file);
    }

    @Override
    protected CompletableFuture<FSDataInputStream> openFileWithOptions(Path path, OpenFileParameters parameters)
            throws IOException {
        return CompletableFuture.completedFuture(open(path, 0));
    }

    @Override
    public void close() {}
}
