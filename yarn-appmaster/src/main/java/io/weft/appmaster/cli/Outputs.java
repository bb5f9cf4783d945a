package io.weft.appmaster.cli;

import io.weft.api.HadoopOutput;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.Output;
import io.weft.runner.format.StoreFailure;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Asks the file systems whether outputs can come to be, before anything is computed for them. */
final class Outputs {
    private Outputs() {}

    /**
     * Checks that none of them exists.
     *
     * @throws WeftException OUTPUT_EXISTS for the first that does, INVALID_PLAN where two are the same
     */
    static void check(List<Output> outputs, Configuration configuration) {
        Set<Path> seen = new HashSet<>();
        for (Output output : outputs) {
            if (output.format().equals(HadoopOutput.FORMAT)) {
                // It is looked at where its credentials are got.
                continue;
            }
            try {
                check(output, configuration, seen);
            } catch (IOException e) {
                throw StoreFailure.writing(output.path(), e);
            } catch (IllegalArgumentException e) {
                throw WeftException.causedBy(
                        e,
                        ErrorCode.INVALID_ARGUMENT,
                        "Cannot write output '%s': it is no path: %s",
                        output.path(),
                        e.getMessage());
            }
        }
    }

    private static void check(Output output, Configuration configuration, Set<Path> seen) throws IOException {
        Path path = new Path(output.path());
        FileSystem fileSystem = path.getFileSystem(configuration);
        Path qualified = fileSystem.makeQualified(path);
        for (Path other : seen) {
            if (qualified.equals(other)) {
                throw new WeftException(
                        ErrorCode.INVALID_PLAN,
                        "Cannot write output '%s': the job writes it twice (give each output a directory of its own)",
                        output.path());
            }
            if (isWithin(qualified, other) || isWithin(other, qualified)) {
                throw new WeftException(
                        ErrorCode.INVALID_PLAN,
                        "Cannot write output '%s': it and the output '%s' lie one within the other (give each output a directory of its own)",
                        output.path(),
                        other);
            }
        }
        seen.add(qualified);
        if (fileSystem.exists(path)) {
            throw new WeftException(
                    ErrorCode.OUTPUT_EXISTS,
                    "Cannot write output '%s': it exists (choose another, or remove it)",
                    output.path());
        }
    }

    private static boolean isWithin(Path inner, Path outer) {
        for (Path above = inner.getParent(); above != null; above = above.getParent()) {
            if (above.equals(outer)) {
                return true;
            }
        }
        return false;
    }
}
