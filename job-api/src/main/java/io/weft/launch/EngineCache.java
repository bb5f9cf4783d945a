package io.weft.launch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Engines that have been unpacked, each in a directory named by its id. Only their user may write there: what lies in it is
 * run.
 */
final class EngineCache {
    private static final String ID_FILE = "engine.id";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{16,128}");
    private static final int LONGEST_ID = 1024;
    private static final int BUFFER = 1 << 16;
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

    private final Path directory;

    private EngineCache(Path directory) {
        this.directory = directory;
    }

    /** The user's own cache: below {@code XDG_CACHE_HOME}, the home directory or, where that is read-only, a temporary one. */
    static EngineCache open(Map<String, String> environment) throws IOException {
        String user = System.getProperty("user.name");
        String given = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path caches = given.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(given);
        Path wanted = caches.resolve("weft");
        try {
            Files.createDirectories(caches);
        } catch (IOException e) {
            wanted = Path.of(System.getProperty("java.io.tmpdir"), "weft-" + user);
        }
        if (!Files.isWritable(wanted.getParent()) && !Files.isDirectory(wanted)) {
            wanted = Path.of(System.getProperty("java.io.tmpdir"), "weft-" + user);
        }
        makePrivate(wanted, user);
        return new EngineCache(wanted);
    }

    private static void makePrivate(Path directory, String user) throws IOException {
        try {
            Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(PRIVATE));
        } catch (FileAlreadyExistsException e) {
            PosixFileAttributes attributes =
                    Files.readAttributes(directory, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isDirectory()
                    || !attributes.owner().getName().equals(user)
                    || attributes.permissions().contains(PosixFilePermission.GROUP_WRITE)
                    || attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
                throw new IOException(
                        "%s is not a directory that %s alone can write to (remove it)".formatted(directory, user), e);
            }
        }
    }

    /** Reads the id within an archive, which lies near its beginning. */
    static String idOf(InputStream archive) throws IOException {
        TarInput tar = tar(archive);
        for (TarInput.Entry entry = tar.next(); entry != null; entry = tar.next()) {
            if (entry.name().equals(ID_FILE)) {
                String id = new String(tar.readNBytes(LONGEST_ID), StandardCharsets.US_ASCII).strip();
                if (!ID.matcher(id).matches()) {
                    throw new IOException("its %s is damaged".formatted(ID_FILE));
                }
                return id;
            }
        }
        throw new IOException("it is no engine: it has no %s".formatted(ID_FILE));
    }

    /** The engine with this id, or null if it has not been unpacked. */
    @Nullable Path find(String id) {
        Path kept = directory.resolve(id);
        return Files.isDirectory(kept) ? kept : null;
    }

    /** Unpacks an engine. Whole or not at all: it gets its name when it is complete. */
    Path add(String id, InputStream archive) throws IOException {
        Path part = Files.createTempDirectory(directory, "part-");
        Path kept = directory.resolve(id);
        try {
            unpack(tar(archive), part);
            Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            delete(part);
            // Another process may have unpacked the same in the meantime.
            if (!Files.isDirectory(kept)) {
                throw e;
            }
        }
        return kept;
    }

    private static TarInput tar(InputStream archive) throws IOException {
        return new TarInput(new BufferedInputStream(new GZIPInputStream(archive, BUFFER), BUFFER));
    }

    private static void unpack(TarInput tar, Path target) throws IOException {
        for (TarInput.Entry entry = tar.next(); entry != null; entry = tar.next()) {
            Path file = target.resolve(entry.name()).normalize();
            if (!file.startsWith(target)) {
                throw new IOException("it has an entry outside of itself, " + entry.name());
            }
            if (entry.directory()) {
                Files.createDirectories(file);
                continue;
            }
            Files.createDirectories(file.getParent());
            Files.copy(tar, file);
            if (entry.executable()) {
                Files.setPosixFilePermissions(file, PRIVATE);
            }
            // An archive of loaded classes is refused where a jar's time differs from the one it was made with.
            Files.setLastModifiedTime(file, FileTime.fromMillis(entry.modifiedMillis()));
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
