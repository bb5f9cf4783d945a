package io.weft.runner.format;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.hdfs.protocol.QuotaExceededException;
import org.apache.hadoop.security.AccessControlException;

/** Says in Weft's words why a file system refused. */
public final class StoreFailure {
    private StoreFailure() {}

    /** The failure to read a file or a directory. */
    public static WeftException reading(String path, IOException cause) {
        if (cause instanceof FileNotFoundException) {
            return WeftException.causedBy(
                    cause,
                    ErrorCode.INPUT_NOT_FOUND,
                    "Cannot read input '%s': it does not exist (check the path)",
                    path);
        }
        if (cause instanceof ChecksumException) {
            return WeftException.causedBy(
                    cause,
                    ErrorCode.CORRUPT_INPUT,
                    "[%s] Cannot read the file: its bytes do not match their checksum: %s",
                    path,
                    firstLine(cause));
        }
        return WeftException.causedBy(
                cause, codeOf(cause), "Cannot read input '%s': %s%s", path, firstLine(cause), advice(cause));
    }

    /** The failure to write a file. */
    public static WeftException writing(String path, IOException cause) {
        if (cause instanceof QuotaExceededException || firstLine(cause).contains("No space left")) {
            return WeftException.causedBy(
                    cause,
                    ErrorCode.DISK_FULL,
                    "Cannot write '%s': %s (free some space there)",
                    path,
                    firstLine(cause));
        }
        return WeftException.causedBy(
                cause, codeOf(cause), "Cannot write '%s': %s%s", path, firstLine(cause), advice(cause));
    }

    private static ErrorCode codeOf(IOException cause) {
        if (isDenied(cause)) {
            return ErrorCode.ACCESS_DENIED;
        }
        if (cause instanceof UnsupportedFileSystemException) {
            return ErrorCode.INVALID_ARGUMENT;
        }
        return isUnreachable(cause) ? ErrorCode.CLUSTER_UNREACHABLE : ErrorCode.IO_FAILED;
    }

    private static String advice(IOException cause) {
        if (isDenied(cause)) {
            return " (ask the owner for permission, or run as another user)";
        }
        if (cause instanceof UnsupportedFileSystemException) {
            return " (send its jar along by -libjars, and name its class by fs.SCHEME.impl)";
        }
        return isUnreachable(cause) ? " (check the address, and fs.defaultFS in core-site.xml)" : "";
    }

    private static boolean isDenied(IOException cause) {
        return cause instanceof AccessControlException || cause instanceof AccessDeniedException;
    }

    private static boolean isUnreachable(IOException cause) {
        return cause instanceof ConnectException
                || cause instanceof NoRouteToHostException
                || cause instanceof UnknownHostException;
    }

    /** Some servers send their stack along. */
    private static String firstLine(IOException cause) {
        String message = cause.getMessage();
        if (message == null || message.isBlank()) {
            return cause.getClass().getSimpleName();
        }
        return message.strip().lines().findFirst().orElse(message);
    }
}
