package io.weft.appmaster.submit;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.security.UserGroupInformation;

/** Puts the engine where containers get it, once for each engine and user. */
final class EngineUpload {
    static final String ARCHIVE = "weft-engine.tar";

    private static final FsPermission PRIVATE = new FsPermission((short) 0700);

    private EngineUpload() {}

    /**
     * The engine's archive below a directory of the user's own; uploads it where it is missing.
     *
     * @throws WeftException if there is one of another owner or another size
     */
    static Path ensure(EngineHome engine, FileSystem fileSystem, Path weftDirectory) throws IOException {
        Path directory = new Path(weftDirectory, "engine/" + engine.id());
        Path archive = new Path(directory, ARCHIVE);
        if (fileSystem.exists(archive)) {
            check(fileSystem.getFileStatus(archive), engine);
            return archive;
        }
        fileSystem.mkdirs(directory, PRIVATE);
        Path part = new Path(directory, ".part-" + UUID.randomUUID());
        try {
            try (OutputStream out = fileSystem.create(part, false)) {
                engine.pack(out);
            }
            FileContext.getFileContext(fileSystem.getUri(), fileSystem.getConf())
                    .rename(part, archive, Rename.NONE);
        } catch (FileAlreadyExistsException e) {
            // Another client has just put it there.
            fileSystem.delete(part, false);
        } catch (IOException | RuntimeException e) {
            fileSystem.delete(part, false);
            throw e;
        }
        check(fileSystem.getFileStatus(archive), engine);
        return archive;
    }

    /** What lies there is run with the user's rights. */
    private static void check(FileStatus archive, EngineHome engine) throws IOException {
        String user = UserGroupInformation.getCurrentUser().getShortUserName();
        if (!archive.getOwner().equals(user)) {
            throw new WeftException(
                    ErrorCode.ACCESS_DENIED,
                    "Cannot use the engine %s: it belongs to %s and not to %s (remove it)",
                    archive.getPath(),
                    archive.getOwner(),
                    user);
        }
        if (archive.getLen() != engine.packedSize()) {
            throw new WeftException(
                    ErrorCode.IO_FAILED,
                    "Cannot use the engine %s: it has %d bytes and not %d (remove it)",
                    archive.getPath(),
                    archive.getLen(),
                    engine.packedSize());
        }
    }
}
