package io.weft.appmaster.yarn;

import io.weft.appmaster.cluster.ContainerEnd;
import io.weft.appmaster.cluster.ContainerEnd.Reason;
import java.util.Locale;
import org.apache.hadoop.yarn.api.records.ContainerExitStatus;
import org.apache.hadoop.yarn.api.records.ContainerStatus;

/** What YARN's exit statuses mean. */
final class ContainerEnds {
    /** A shell's statuses for processes that SIGKILL and SIGTERM have ended. */
    private static final int KILLED = 128 + 9;

    private static final int TERMINATED = 128 + 15;

    private ContainerEnds() {}

    /**
     * The end that a status tells of.
     *
     * @param released whether we have given the container back
     */
    static ContainerEnd of(ContainerStatus status, boolean released) {
        String diagnostics =
                status.getDiagnostics() == null ? "" : status.getDiagnostics().strip();
        Reason reason = released ? Reason.COMPLETED : reason(status.getExitStatus(), diagnostics);
        return new ContainerEnd(status.getContainerId().toString(), reason, status.getExitStatus(), diagnostics);
    }

    private static Reason reason(int status, String diagnostics) {
        return switch (status) {
            case ContainerExitStatus.SUCCESS,
                    ContainerExitStatus.KILLED_BY_APPMASTER,
                    ContainerExitStatus.KILLED_AFTER_APP_COMPLETION -> Reason.COMPLETED;
            case ContainerExitStatus.ABORTED,
                    ContainerExitStatus.DISKS_FAILED,
                    ContainerExitStatus.KILLED_BY_RESOURCEMANAGER,
                    ContainerExitStatus.INVALID -> Reason.LOST;
            case ContainerExitStatus.PREEMPTED, ContainerExitStatus.KILLED_BY_CONTAINER_SCHEDULER -> Reason.PREEMPTED;
            case ContainerExitStatus.KILLED_EXCEEDED_VMEM,
                    ContainerExitStatus.KILLED_EXCEEDED_PMEM,
                    JavaCommand.OUT_OF_MEMORY_STATUS -> Reason.KILLED_FOR_MEMORY;
            // Somebody has sent a signal: the kernel for want of memory, or a person.
            case KILLED, TERMINATED -> isForMemory(diagnostics) ? Reason.KILLED_FOR_MEMORY : Reason.LOST;
            default -> Reason.FAILED;
        };
    }

    private static boolean isForMemory(String diagnostics) {
        String words = diagnostics.toLowerCase(Locale.ROOT);
        return words.contains("oom") || words.contains("memory limit");
    }
}
