package io.weft.error;

import java.util.List;

/** Says that a user's function threw, and where. */
public final class FunctionFailure {
    /** Frames of these are not the author's: the JDK, the API, and what a runner lets functions call. */
    private static final List<String> NOT_THE_JOBS = List.of(
            "java.",
            "jdk.",
            "io.weft.api.",
            "io.weft.runner.operator.EmittedRows.",
            "io.weft.runner.operator.ReduceGroupsOperator.",
            "io.weft.runner.operator.ReduceGroupsOperator$",
            "io.weft.runner.scan.EmittedRows.",
            "io.weft.runner.task.AttemptContext.",
            "io.weft.runner.vector.");

    private FunctionFailure() {}

    /**
     * The failure of the job. What Weft itself says while the function calls it, such as that a disk is full, stays what it is.
     *
     * @param verb what the function was asked to do, such as {@code flatMap a row}
     * @param thrown an exception, or an error that the function's own code makes, such as an endless recursion
     */
    public static WeftException of(String verb, Throwable thrown) {
        if (thrown instanceof WeftException known) {
            return known;
        }
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return WeftException.causedBy(
                thrown,
                ErrorCode.FUNCTION_FAILED,
                "Cannot %s: the job's function threw %s%s (mend the function, or filter such rows out before)",
                verb,
                String.join(" ", thrown.toString().lines().map(String::strip).toList()),
                at(thrown));
    }

    /** Where the user's own code threw. */
    private static String at(Throwable thrown) {
        for (StackTraceElement element : thrown.getStackTrace()) {
            if (NOT_THE_JOBS.stream().noneMatch((element.getClassName() + ".")::startsWith)) {
                return " at " + element;
            }
        }
        return "";
    }
}
