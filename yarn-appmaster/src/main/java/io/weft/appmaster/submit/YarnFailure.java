package io.weft.appmaster.submit;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.yarn.conf.HAUtil;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** Says in Weft's words why the cluster did not do what it was asked. */
final class YarnFailure {
    private YarnFailure() {}

    /**
     * The exception for a failed call.
     *
     * @param action what was tried, such as "submit the job"
     */
    static WeftException of(Exception failure, String action, Configuration hadoop) {
        if (failure instanceof WeftException weft) {
            return weft;
        }
        for (Throwable each = failure; each != null; each = each.getCause()) {
            String message = each.getMessage();
            if (each instanceof AccessControlException
                    || (message != null && message.contains(AccessControlException.class.getSimpleName()))) {
                return WeftException.causedBy(
                        failure,
                        ErrorCode.ACCESS_DENIED,
                        "Cannot %s: access was denied: %s",
                        action,
                        firstLine(failure));
            }
        }
        if (failure instanceof YarnException) {
            return WeftException.causedBy(
                    failure, ErrorCode.CLUSTER_REFUSED, "Cannot %s: %s", action, firstLine(failure));
        }
        if (failure instanceof IOException) {
            return WeftException.causedBy(
                    failure,
                    ErrorCode.CLUSTER_UNREACHABLE,
                    "Cannot %s: %s (ResourceManager %s, file system %s: are they up?)",
                    action,
                    firstLine(failure),
                    resourceManager(hadoop),
                    FileSystem.getDefaultUri(hadoop));
        }
        return WeftException.causedBy(failure, ErrorCode.INTERNAL, "Cannot %s: %s", action, failure);
    }

    private static String resourceManager(Configuration hadoop) {
        if (HAUtil.isHAEnabled(hadoop)) {
            return String.join(" or ", HAUtil.getRMHAIds(hadoop));
        }
        return hadoop.get(YarnConfiguration.RM_ADDRESS, YarnConfiguration.DEFAULT_RM_ADDRESS);
    }

    /** Hadoop puts advice, addresses and whole stacks into messages; the innermost first line says it. */
    private static String firstLine(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null && innermost.getCause().getMessage() != null) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage();
        return message == null
                ? innermost.getClass().getSimpleName()
                : message.lines().findFirst().orElse(message).strip();
    }
}
