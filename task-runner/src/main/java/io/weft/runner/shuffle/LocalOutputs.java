package io.weft.runner.shuffle;

import io.weft.stage.JobId;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The map outputs of one application on the disks of this host, whichever of its runners wrote them.
 *
 * @param directories the application's directory on each disk, as the container's {@code LOCAL_DIRS} lists them
 */
public record LocalOutputs(List<Path> directories) {
    private static final String FOLDER = "output";

    public LocalOutputs {
        directories = List.copyOf(directories);
        if (directories.isEmpty()) {
            throw new IllegalArgumentException("Map outputs need a local directory");
        }
    }

    /** Reads the value of a container's {@code LOCAL_DIRS}. */
    public static LocalOutputs of(String localDirs) {
        return new LocalOutputs(
                List.of(localDirs.split(",")).stream().map(Path::of).toList());
    }

    /**
     * Begins an output on one of the disks: the one that the id picks, so that attempts spread, unless it has far less
     * room than the roomiest.
     *
     * @throws IOException if no disk takes it, or if an output of this id was begun before
     */
    public MapOutputWriter create(MapOutputId id, int partitions) throws IOException {
        Path folder = roomyDirectory(id).resolve(FOLDER);
        OutputModes.createSharedDirectory(folder);
        return new MapOutputWriter(folder.resolve(id.toString()), partitions);
    }

    private Path roomyDirectory(MapOutputId id) throws IOException {
        Path picked = directories.get(Math.floorMod(id.hashCode(), directories.size()));
        Path roomiest = picked;
        long most = usableBytes(picked);
        long usable = most;
        for (Path directory : directories) {
            if (usableBytes(directory) > most) {
                most = usableBytes(directory);
                roomiest = directory;
            }
        }
        if (most < 0) {
            throw new IOException("Cannot write map output %s: none of %s is writable".formatted(id, directories));
        }
        return usable < most / 10 ? roomiest : picked;
    }

    /** The room on a directory's disk; -1 where a disk has failed. */
    private static long usableBytes(Path directory) {
        try {
            return Files.isWritable(directory) ? Files.getFileStore(directory).getUsableSpace() : -1;
        } catch (IOException e) {
            return -1;
        }
    }

    /**
     * A committed output, or null where this host has none of that id.
     *
     * @throws IOException if there is one that cannot be read
     */
    public @Nullable MapOutputFile find(MapOutputId id) throws IOException {
        for (Path directory : directories) {
            Path output = directory.resolve(FOLDER).resolve(id.toString());
            if (Files.exists(output.resolve(MapOutputIndex.FILE_NAME))) {
                return MapOutputFile.open(id, output);
            }
        }
        return null;
    }

    /** Whether a committed output of this id is on this host. */
    public boolean holds(MapOutputId id) {
        return directories.stream()
                .anyMatch(directory -> Files.exists(
                        directory.resolve(FOLDER).resolve(id.toString()).resolve(MapOutputIndex.FILE_NAME)));
    }

    /** Deletes an output, whole or begun; harmless where there is none. */
    public void delete(MapOutputId id) throws IOException {
        for (Path directory : directories) {
            deleteOutput(directory.resolve(FOLDER).resolve(id.toString()));
        }
    }

    /** Deletes all outputs of a job on this host, those of other runners too. */
    public void deleteAll(ShuffleApplication application, JobId job) throws IOException {
        String prefix = MapOutputId.prefixOf(application, job);
        for (Path directory : directories) {
            Path folder = directory.resolve(FOLDER);
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (DirectoryStream<Path> outputs = Files.newDirectoryStream(folder, prefix + "*")) {
                for (Path output : outputs) {
                    deleteOutput(output);
                }
            }
        }
    }

    /** Deletes the index first, so that nobody finds an output that is half gone. */
    static void deleteOutput(Path output) throws IOException {
        if (!Files.isDirectory(output)) {
            return;
        }
        Files.deleteIfExists(output.resolve(MapOutputIndex.FILE_NAME));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(output)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(output);
    }
}
