package io.weft.error;

/** Says that a user's function threw, and where. */
public final class FunctionFailure {
    private FunctionFailure() {}

    /**
     * The failure of the job.
     *
     * @param verb what the function was asked to do, such as {@code flatMap a row}
     */
    public static WeftException of(String verb, Exception thrown) {
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return WeftException.causedBy(
                thrown,
                ErrorCode.FUNCTION_FAILED,
                "Cannot %s: the job's function threw %s%s (mend the function, or filter such rows out before)",
                verb,
                thrown,
                at(thrown));
    }

    /** Where the user's own code threw. */
    private static String at(Exception thrown) {
        for (StackTraceElement element : thrown.getStackTrace()) {
            String name = element.getClassName();
            if (!name.startsWith("java.") && !name.startsWith("jdk.")) {
                return " at " + element;
            }
        }
        return "";
    }
}
