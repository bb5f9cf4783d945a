package io.weft.appmaster.yarn;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.launch.StoredEngine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * A jar of the job's, as its containers get it: without the engine that it may carry for the client. They have the engine
 * already, and fetching it once more would take longer than a small job.
 *
 * @param file on this machine
 */
record JobJar(Path file) {
    /**
     * Writes the jar, its other entries as they are, compressed and in their order.
     *
     * @param out is left open
     * @throws WeftException if the file is no jar
     */
    void writeTo(OutputStream out) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw notAJar("there is no such file");
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file);
                ZipFile jar = open(channel)) {
            if (jar.getEntry(StoredEngine.ENTRY) == null) {
                Files.copy(file, out);
            } else {
                writeWithoutEngine(jar, out);
            }
        }
    }

    private ZipFile open(SeekableByteChannel channel) throws IOException {
        try {
            return ZipFile.builder().setSeekableByteChannel(channel).get();
        } catch (IOException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw notAJar(String.valueOf(cause.getMessage()));
        }
    }

    private static void writeWithoutEngine(ZipFile jar, OutputStream out) throws IOException {
        ZipArchiveOutputStream copy = new ZipArchiveOutputStream(out);
        Enumeration<ZipArchiveEntry> entries = jar.getEntriesInPhysicalOrder();
        while (entries.hasMoreElements()) {
            ZipArchiveEntry entry = entries.nextElement();
            if (!entry.getName().equals(StoredEngine.ENTRY)) {
                copy.addRawArchiveEntry(entry, jar.getRawInputStream(entry));
            }
        }
        copy.finish();
    }

    private WeftException notAJar(String reason) {
        return new WeftException(
                ErrorCode.INVALID_USAGE,
                "Cannot send %s to the cluster: it is no jar, %s (build one and give it with --jar)",
                file,
                reason);
    }
}
