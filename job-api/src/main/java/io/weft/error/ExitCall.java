package io.weft.error;

import java.util.Map;
import java.util.Optional;

/**
 * A call of {@code System.exit} that is ending this JVM. While a job runs, only its own code makes one.
 *
 * @param thread has called, and waits for the JVM's end
 * @param caller where the call is
 */
public record ExitCall(Thread thread, StackTraceElement caller) {

    /** The call, for the JVM's shutdown hooks to ask; nothing where the JVM ends by a signal, or because it has nothing left to do. */
    public static Optional<ExitCall> underway() {
        for (Map.Entry<Thread, StackTraceElement[]> each :
                Thread.getAllStackTraces().entrySet()) {
            StackTraceElement[] stack = each.getValue();
            // Others that call it, too, wait before they come to the hooks.
            boolean waitsForHooks = false;
            for (int frame = 0; frame + 1 < stack.length; frame++) {
                waitsForHooks |= stack[frame].getClassName().equals("java.lang.ApplicationShutdownHooks");
                if (waitsForHooks && isExit(stack[frame]) && !isExit(stack[frame + 1])) {
                    return Optional.of(new ExitCall(each.getKey(), stack[frame + 1]));
                }
            }
        }
        return Optional.empty();
    }

    /** {@code System.exit} calls that of {@code Runtime}. */
    private static boolean isExit(StackTraceElement frame) {
        return frame.getMethodName().equals("exit")
                && (frame.getClassName().equals("java.lang.Runtime")
                        || frame.getClassName().equals("java.lang.System"));
    }

    /** What is wrong with it. */
    public Failure failure() {
        return new Failure(
                ErrorCode.FUNCTION_FAILED,
                "Cannot run the job's function: it has ended the JVM by System.exit at %s (let it throw an exception instead)"
                        .formatted(caller));
    }
}
