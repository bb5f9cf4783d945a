package io.weft.appmaster.submit;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * An unpacked engine, to be packed for containers.
 *
 * @param directory holds {@code lib}, {@code conf} and {@code engine.id}
 * @param id names the engine's content
 */
public record EngineHome(Path directory, String id) {
    private static final String ID_FILE = "engine.id";
    private static final int TAR_BLOCK = 512;
    private static final int TAR_END = 2 * TAR_BLOCK;

    /**
     * The engine in a directory.
     *
     * @throws WeftException if there is none
     */
    public static EngineHome at(Path directory) {
        Path idFile = directory.resolve(ID_FILE);
        try {
            return new EngineHome(directory, Files.readString(idFile).strip());
        } catch (IOException e) {
            throw WeftException.causedBy(
                    e,
                    ErrorCode.INVALID_USAGE,
                    "Cannot send the engine to the cluster: there is none in %s (start the client by weft, or build the engine)",
                    directory);
        }
    }

    /**
     * The engine that this client was started from.
     *
     * @throws WeftException if its classes do not come from one
     */
    public static EngineHome ofThisProcess() {
        try {
            URI jar = EngineHome.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            return at(Path.of(jar).toAbsolutePath().resolveSibling("..").normalize());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Cannot tell where the client's classes come from", e);
        }
    }

    /** The size of what {@link #pack} writes, in bytes. */
    long packedSize() throws IOException {
        long size = TAR_END;
        for (Path file : files()) {
            long length = Files.size(file);
            size += TAR_BLOCK + (length + TAR_BLOCK - 1) / TAR_BLOCK * TAR_BLOCK;
        }
        return size;
    }

    /**
     * Writes a tar archive of the engine, always the same for the same engine. It is not compressed, as jars are; the
     * containers' hosts unpack it the faster.
     */
    void pack(OutputStream out) throws IOException {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out);
        for (Path file : files()) {
            TarArchiveEntry entry =
                    new TarArchiveEntry(directory.relativize(file).toString());
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            entry.setSize(attributes.size());
            // An archive of loaded classes is refused where a jar's time differs from the one it was made with.
            entry.setModTime(attributes.lastModifiedTime().toMillis());
            tar.putArchiveEntry(entry);
            Files.copy(file, tar);
            tar.closeArchiveEntry();
        }
        tar.finish();
    }

    private List<Path> files() throws IOException {
        List<Path> all = new ArrayList<>();
        for (String part : List.of(".", "conf", "lib")) {
            try (Stream<Path> files = Files.list(directory.resolve(part).normalize())) {
                files.filter(Files::isRegularFile).sorted().forEach(all::add);
            }
        }
        return all;
    }
}
