package io.weft.appmaster.cli;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.runner.link.LinkRefusedException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;

/** What a user is told of a failure: one line, and the code that tells whose turn it is. */
record Complaint(ErrorCode code, String line) {

    /** What is to be said of anything that was thrown. */
    static Complaint of(Throwable failure) {
        if (failure instanceof WeftException weft) {
            return new Complaint(weft.code(), oneLine(weft));
        }
        Throwable remote = failure instanceof RemoteException wrapped ? wrapped.unwrapRemoteException() : failure;
        return switch (code(remote)) {
            case ACCESS_DENIED ->
                new Complaint(ErrorCode.ACCESS_DENIED, "Cannot go on: access was denied: " + oneLine(remote));
            case CLUSTER_UNREACHABLE ->
                new Complaint(
                        ErrorCode.CLUSTER_UNREACHABLE,
                        "Cannot reach the cluster: %s (is it up, and is HADOOP_CONF_DIR its own?)"
                                .formatted(oneLine(remote)));
            case INPUT_NOT_FOUND -> new Complaint(ErrorCode.INPUT_NOT_FOUND, "Cannot find a file: " + oneLine(remote));
            case IO_FAILED -> new Complaint(ErrorCode.IO_FAILED, "Cannot read or write: " + oneLine(remote));
            case OUT_OF_MEMORY ->
                new Complaint(
                        ErrorCode.OUT_OF_MEMORY,
                        "Cannot go on: this process has no memory left, %s (give it more by WEFT_HEAP)"
                                .formatted(oneLine(remote)));
            default ->
                new Complaint(
                        ErrorCode.INTERNAL,
                        "Cannot go on: a mistake in Weft: %s: %s (--verbose shows where)"
                                .formatted(remote.getClass().getName(), oneLine(remote)));
        };
    }

    private static ErrorCode code(Throwable failure) {
        if (failure instanceof AccessControlException || failure instanceof LinkRefusedException) {
            return ErrorCode.ACCESS_DENIED;
        }
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof ConnectException
                    || each instanceof NoRouteToHostException
                    || each instanceof UnknownHostException
                    || each instanceof SocketTimeoutException) {
                return ErrorCode.CLUSTER_UNREACHABLE;
            }
        }
        if (failure instanceof FileNotFoundException) {
            return ErrorCode.INPUT_NOT_FOUND;
        }
        if (failure instanceof OutOfMemoryError) {
            return ErrorCode.OUT_OF_MEMORY;
        }
        return failure instanceof IOException ? ErrorCode.IO_FAILED : ErrorCode.INTERNAL;
    }

    /** Hadoop puts whole stacks into messages; the first line says it. */
    private static String oneLine(Throwable failure) {
        String message = failure.getMessage();
        if (message == null) {
            return failure.getClass().getSimpleName();
        }
        return message.lines().findFirst().orElse(message).strip();
    }
}
