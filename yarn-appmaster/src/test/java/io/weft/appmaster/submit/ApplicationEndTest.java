package io.weft.appmaster.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.error.ErrorCode;
import io.weft.error.Failure;
import java.util.Optional;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.util.Records;
import org.junit.jupiter.api.Test;

class ApplicationEndTest {
    @Test
    void isNoFailureOfAnApplicationThatHasSucceeded() {
        assertThat(failure(YarnApplicationState.FINISHED, FinalApplicationStatus.SUCCEEDED, ""))
                .isEmpty();
    }

    @Test
    void isWhatTheAppMasterHasSaid() {
        Failure said = new Failure(ErrorCode.INPUT_NOT_FOUND, "Cannot read input 'x': it does not exist");
        assertThat(failure(YarnApplicationState.FINISHED, FinalApplicationStatus.FAILED, said.toString()))
                .contains(said);
        assertThat(failure(YarnApplicationState.FINISHED, FinalApplicationStatus.FAILED, ""))
                .contains(
                        new Failure(ErrorCode.INTERNAL, "Cannot finish the job: its AppMaster ended without a reason"));
    }

    @Test
    void tellsHowAnApplicationWasKilled() {
        assertThat(failure(
                        YarnApplicationState.KILLED,
                        FinalApplicationStatus.KILLED,
                        "Application application_1_0007 was killed by user eve at 10.0.0.1\n"))
                .contains(new Failure(
                        ErrorCode.TERMINATED,
                        "Cannot finish application_1_0007: it was killed: Application application_1_0007 was killed by"
                                + " user eve at 10.0.0.1"));
        assertThat(failure(
                                YarnApplicationState.KILLED,
                                FinalApplicationStatus.KILLED,
                                "Application is killed by ResourceManager as it has exceeded the lifetime period.")
                        .map(Failure::code))
                .contains(ErrorCode.TIMED_OUT);
    }

    @Test
    void passesOnWhatYarnKnowsOfAnAppMasterThatIsGone() {
        String diagnostics = "AM Container exited with  exitCode: -104\n  beyond the PMEM limit\n";
        assertThat(failure(YarnApplicationState.FAILED, FinalApplicationStatus.FAILED, diagnostics))
                .contains(new Failure(
                        ErrorCode.OUT_OF_MEMORY,
                        "Cannot finish application_1_0007: its AppMaster used more memory than it has (raise"
                                + " weft.appmaster.memory-mb): AM Container exited with  exitCode: -104 | beyond the"
                                + " PMEM limit"));
        assertThat(failure(YarnApplicationState.FAILED, FinalApplicationStatus.FAILED, ""))
                .contains(new Failure(
                        ErrorCode.APPMASTER_LOST,
                        "Cannot finish application_1_0007: its AppMaster is gone: YARN gives no reason"));
    }

    private static Optional<Failure> failure(
            YarnApplicationState state, FinalApplicationStatus status, String diagnostics) {
        ApplicationReport report = Records.newRecord(ApplicationReport.class);
        report.setApplicationId(ApplicationId.newInstance(1, 7));
        report.setYarnApplicationState(state);
        report.setFinalApplicationStatus(status);
        report.setDiagnostics(diagnostics);
        return ApplicationEnd.failure(report);
    }
}
