package io.weft.runner.shuffle;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Creates directories and files that the node's shuffle service can read through its group, whatever the umask.
 *
 * <p>On a secure cluster the application's directory is setgid, and what is made in it must inherit that: the mode is
 * given to {@code mkdir}, and changed afterwards only where a umask took bits away, with the setgid bit kept.
 */
final class OutputModes {
    private static final int DIRECTORY_MODE = 0750;
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwxr-x---");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-r-----");

    private OutputModes() {}

    /** Creates a directory that must not exist. */
    static void createDirectory(Path directory) throws IOException {
        Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(DIRECTORY));
        openToGroup(directory);
    }

    /** Creates a directory that another task may create at the same time. */
    static void createSharedDirectory(Path directory) throws IOException {
        try {
            createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            // Its creator may not have come to this yet, or may have died before.
            openToGroup(directory);
        }
    }

    private static void openToGroup(Path directory) throws IOException {
        int mode = (Integer) Files.getAttribute(directory, "unix:mode") & 07777;
        if ((mode & DIRECTORY_MODE) != DIRECTORY_MODE) {
            Files.setAttribute(directory, "unix:mode", mode | DIRECTORY_MODE);
        }
    }

    /** Creates a file that must not exist, and opens it for writing. */
    static FileChannel createFile(Path file) throws IOException {
        FileAttribute<Set<PosixFilePermission>> attribute = PosixFilePermissions.asFileAttribute(FILE);
        FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attribute);
        try {
            Files.setPosixFilePermissions(file, FILE);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }
}
