package io.weft.appmaster.commit;

import io.weft.appmaster.schedule.StageWinners;
import io.weft.appmaster.schedule.StageWinners.Winner;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.Output;
import io.weft.protocol.OutputFile;
import io.weft.runner.staging.StagingPath;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateOpts;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.security.AccessControlException;

/**
 * One output of a job, in the mode "error if exists": attempts write into a hidden directory beside it, a {@link StagingPath}, and
 * one rename makes it appear. A reader sees nothing or all.
 */
final class OutputCommit {
    private static final String READY = "ready";

    private final Output output;
    private final FileContext files;
    private final Path target;
    private final Path hidden;
    private final Path epoch;
    /** Those that were made for files that lie in one. */
    private final Set<Path> directories = new HashSet<>();

    private boolean appeared;

    /**
     * @param run names the job among all that may ever write beside this output
     */
    OutputCommit(Configuration hadoop, Output output, String run, int epochNumber) {
        this.output = output;
        try {
            Path path = new Path(output.path());
            this.files = FileContext.getFileContext(
                    path.toUri().getScheme() == null ? FileSystem.getDefaultUri(hadoop) : path.toUri(), hadoop);
            this.target = files.makeQualified(path);
        } catch (IOException | IllegalArgumentException e) {
            throw cannot(e);
        }
        if (target.isRoot()) {
            throw new WeftException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot write output '%s': it is the root of a file system (name a directory below it)",
                    output.path());
        }
        this.hidden = StagingPath.hidden(target, run);
        this.epoch = StagingPath.epoch(hidden, epochNumber);
    }

    /** The directory in which each attempt makes its own. */
    Path staging() {
        return epoch;
    }

    /** Checks that the output is not there, and makes the staging directory. */
    void prepare() {
        try {
            requireAbsent();
            files.mkdir(epoch, FsPermission.getDirDefault(), true);
        } catch (IOException e) {
            throw cannot(e);
        }
    }

    private void requireAbsent() throws IOException {
        if (files.util().exists(target)) {
            throw exists();
        }
    }

    /**
     * Gathers the winners' files and the manifest where one rename can take them. Where several stages write, the files' names
     * begin with the stage's place among them: each stage numbers its files from 0.
     */
    void gather(List<StageWinners> stages, String manifestHead) {
        Path ready = new Path(epoch, READY);
        try {
            requireAbsent();
            files.mkdir(ready, FsPermission.getDirDefault(), true);
            StringBuilder manifest = new StringBuilder(manifestHead);
            for (int stage = 0; stage < stages.size(); stage++) {
                String prefix = stages.size() == 1 ? "" : "%02d-".formatted(stage);
                for (Winner winner : stages.get(stage).winners()) {
                    gather(winner, prefix, ready, manifest);
                }
            }
            try (Writer success = new OutputStreamWriter(
                    files.create(new Path(ready, "_SUCCESS"), EnumSet.of(CreateFlag.CREATE), CreateOpts.createParent()),
                    StandardCharsets.UTF_8)) {
                success.append(manifest);
            }
        } catch (IOException e) {
            throw cannot(e);
        }
    }

    private void gather(Winner winner, String prefix, Path ready, StringBuilder manifest) throws IOException {
        Path own = new Path(epoch, winner.attempt().directoryName());
        for (OutputFile file : winner.files()) {
            int base = file.name().lastIndexOf('/') + 1;
            String name = file.name().substring(0, base) + prefix + file.name().substring(base);
            Path directory = new Path(ready, name).getParent();
            if (base > 0 && directories.add(directory)) {
                files.mkdir(directory, FsPermission.getDirDefault(), true);
            }
            files.rename(new Path(own, file.name()), new Path(ready, name), Rename.NONE);
            manifest.append("file\t%s\t%d bytes\t%d rows\tcrc32c %08x\n"
                    .formatted(name, file.length(), file.rows(), file.checksum()));
        }
    }

    /** Makes the output appear. */
    void appear() {
        try {
            files.rename(new Path(epoch, READY), target, Rename.NONE);
            appeared = true;
        } catch (FileAlreadyExistsException e) {
            throw exists();
        } catch (IOException e) {
            throw cannot(e);
        }
    }

    /** Takes an output back that has appeared, because another one of the job could not. */
    void disappear() throws IOException {
        if (appeared) {
            files.delete(target, true);
            appeared = false;
        }
    }

    /** Deletes all that was staged; harmless where nothing was. */
    void clear() throws IOException {
        if (files.util().exists(hidden)) {
            files.delete(hidden, true);
        }
    }

    private WeftException exists() {
        return new WeftException(
                ErrorCode.OUTPUT_EXISTS,
                "Cannot write output '%s': it exists (remove it, or choose another)",
                output.path());
    }

    private WeftException cannot(Exception e) {
        if (e instanceof AccessControlException) {
            return WeftException.causedBy(
                    e,
                    ErrorCode.ACCESS_DENIED,
                    "Cannot write output '%s': %s (ask for the right to write there)",
                    output.path(),
                    firstLine(e));
        }
        if (e instanceof ParentNotDirectoryException) {
            return WeftException.causedBy(
                    e,
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot write output '%s': %s (choose a path below a directory)",
                    output.path(),
                    firstLine(e));
        }
        return WeftException.causedBy(
                e, ErrorCode.IO_FAILED, "Cannot write output '%s': %s", output.path(), firstLine(e));
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
