package io.weft.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FunctionFailureTest {
    @Test
    void saysInOneLineWhatWasThrownAndWhere() {
        WeftException failure = FunctionFailure.of("map a row", new IllegalStateException("boom\n  second line"));

        assertThat(failure.code()).isEqualTo(ErrorCode.FUNCTION_FAILED);
        assertThat(failure)
                .hasMessageStartingWith(
                        "Cannot map a row: the job's function threw java.lang.IllegalStateException: boom second"
                                + " line at io.weft.error.FunctionFailureTest.saysInOneLineWhatWasThrownAndWhere(")
                .hasMessageEndingWith(" (mend the function, or filter such rows out before)");
    }

    @Test
    void leavesWhatWeftItselfSaysAsItIs() {
        WeftException full = new WeftException(ErrorCode.DISK_FULL, "Cannot spill: no room");

        assertThat(FunctionFailure.of("map a row", full)).isSameAs(full);
    }

    @Test
    void passesOverFramesThatAreNotTheJobs() {
        IllegalArgumentException thrown = new IllegalArgumentException("no");
        thrown.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("java.util.List", "of", "List.java", 1),
            new StackTraceElement("io.weft.runner.operator.EmittedRows", "emit", "EmittedRows.java", 4),
            new StackTraceElement("io.weft.runner.operator.ReduceGroupsOperator$Group", "begin", "Reduce.java", 4),
            new StackTraceElement("io.weft.runner.task.AttemptContext", "file", "AttemptContext.java", 5),
            new StackTraceElement("io.weft.runner.vector.BatchRow", "string", "BatchRow.java", 6),
            new StackTraceElement("io.weft.api.Dataset", "lambda$map$0", "Dataset.java", 2),
            new StackTraceElement("com.example.Job", "lambda$define$0", "Job.java", 3),
        });

        assertThat(FunctionFailure.of("map a row", thrown))
                .hasMessageContaining(": no at com.example.Job.lambda$define$0(Job.java:3) (");
    }
}
