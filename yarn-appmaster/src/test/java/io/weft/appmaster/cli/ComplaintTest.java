package io.weft.appmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.Test;

class ComplaintTest {
    @Test
    void saysWhatAnErrorOfWeftsSays() {
        assertThat(Complaint.of(new WeftException(ErrorCode.OUTPUT_EXISTS, "Cannot write output 'x': it exists")))
                .isEqualTo(new Complaint(ErrorCode.OUTPUT_EXISTS, "Cannot write output 'x': it exists"));
    }

    @Test
    void saysTheFirstLineOfWhatHadoopSays() {
        assertThat(Complaint.of(new RemoteException(
                        AccessControlException.class.getName(), "Permission denied: user=eve\n\tat a.B(C.java:1)")))
                .isEqualTo(new Complaint(
                        ErrorCode.ACCESS_DENIED, "Cannot go on: access was denied: Permission denied: user=eve"));
    }

    @Test
    void tellsWhoseTurnItIs() {
        IOException refused = new IOException("Failed on local exception", new ConnectException("Connection refused"));
        assertThat(Complaint.of(refused).code()).isEqualTo(ErrorCode.CLUSTER_UNREACHABLE);
        assertThat(Complaint.of(new FileNotFoundException("no x")).code()).isEqualTo(ErrorCode.INPUT_NOT_FOUND);
        assertThat(Complaint.of(new IOException("reset")).code()).isEqualTo(ErrorCode.IO_FAILED);
        assertThat(Complaint.of(new OutOfMemoryError("heap")).code()).isEqualTo(ErrorCode.OUT_OF_MEMORY);
        assertThat(Complaint.of(new IllegalStateException("what")))
                .isEqualTo(new Complaint(
                        ErrorCode.INTERNAL,
                        "Cannot go on: a mistake in Weft: java.lang.IllegalStateException: what (--verbose shows"
                                + " where)"));
    }
}
