package io.weft.appmaster.submit;

import io.weft.config.Keys;
import io.weft.error.ErrorCode;
import io.weft.error.Failure;
import java.util.Optional;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;

/** What the ResourceManager tells of an application that is over, as a failure of ours. */
final class ApplicationEnd {
    private static final String OVER_TIME = "exceeded the lifetime";
    private static final String OVER_MEMORY = "exitCode: -104";
    private static final String OVER_VIRTUAL_MEMORY = "exitCode: -103";

    private ApplicationEnd() {}

    /** Why the application has failed, or nothing if it has not. */
    static Optional<Failure> failure(ApplicationReport report) {
        if (report.getFinalApplicationStatus() == FinalApplicationStatus.SUCCEEDED) {
            return Optional.empty();
        }
        String diagnostics =
                report.getDiagnostics() == null ? "" : report.getDiagnostics().strip();
        if (report.getYarnApplicationState() == YarnApplicationState.FINISHED) {
            return Optional.of(toldByAppMaster(diagnostics));
        }
        String told = diagnostics.isEmpty() ? "YARN gives no reason" : diagnostics.replaceAll("\\s*\\R\\s*", " | ");
        if (diagnostics.contains(OVER_TIME)) {
            return Optional.of(new Failure(
                    ErrorCode.TIMED_OUT,
                    "Cannot finish %s: its time is over (raise %s): %s"
                            .formatted(report.getApplicationId(), Keys.JOB_TIMEOUT_SECONDS.name(), told)));
        }
        if (report.getYarnApplicationState() == YarnApplicationState.KILLED) {
            return Optional.of(new Failure(
                    ErrorCode.TERMINATED,
                    "Cannot finish %s: it was killed: %s".formatted(report.getApplicationId(), told)));
        }
        if (diagnostics.contains(OVER_MEMORY) || diagnostics.contains(OVER_VIRTUAL_MEMORY)) {
            return Optional.of(new Failure(
                    ErrorCode.OUT_OF_MEMORY,
                    "Cannot finish %s: its AppMaster used more memory than it has (raise %s): %s"
                            .formatted(report.getApplicationId(), Keys.APPMASTER_MEMORY_MB.name(), told)));
        }
        return Optional.of(new Failure(
                ErrorCode.APPMASTER_LOST,
                "Cannot finish %s: its AppMaster is gone: %s".formatted(report.getApplicationId(), told)));
    }

    /** An AppMaster leaves its failure in the form of {@link Failure#toString}. */
    private static Failure toldByAppMaster(String diagnostics) {
        for (ErrorCode code : ErrorCode.values()) {
            String prefix = code + ": ";
            if (diagnostics.startsWith(prefix)) {
                return new Failure(code, diagnostics.substring(prefix.length()));
            }
        }
        return new Failure(
                ErrorCode.INTERNAL,
                "Cannot finish the job: its AppMaster ended without a reason" + (diagnostics.isEmpty() ? "" : ": ")
                        + diagnostics);
    }
}
