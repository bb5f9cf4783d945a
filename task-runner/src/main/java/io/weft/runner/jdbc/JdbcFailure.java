package io.weft.runner.jdbc;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says in Weft's words why a database refused. What a driver says is left out where it would tell the password. */
final class JdbcFailure {
    /** The classes of SQL states, their first two characters. */
    private static final String CONNECTION = "08";

    private static final String AUTHORIZATION = "28";

    private static final String CATALOG = "3D";

    /** What H2 and Derby say instead of a state of that class. */
    private static final Set<String> NO_DATABASE = Set.of("90013", "90146", "90149", "XJ004");

    private JdbcFailure() {}

    /** The failure of a connection that has not come about. */
    static WeftException connecting(JdbcSource source, SQLException cause, @Nullable String password) {
        return of("read", " (check the URL and the driver's properties)", source, cause, password);
    }

    /** The failure of a statement or its result. */
    static WeftException of(String verb, JdbcSource source, SQLException cause, @Nullable String password) {
        return of(verb, "", source, cause, password);
    }

    private static WeftException of(
            String verb, String otherAdvice, JdbcSource source, SQLException cause, @Nullable String password) {
        boolean tells = password != null && !password.isEmpty() && mentions(cause, password);
        String reason = tells ? "its driver's message would tell the password" : firstLine(cause);
        ErrorCode code = codeOf(cause);
        String advice = switch (code) {
            case ACCESS_DENIED -> " (check the user and the password)";
            case CLUSTER_UNREACHABLE -> " (check the address, and that the database accepts connections from here)";
            case INPUT_NOT_FOUND -> " (check the database's name in the URL)";
            default -> otherAdvice;
        };
        String message =
                "Cannot %s table '%s' at %s: %s%s".formatted(verb, source.table(), source.address(), reason, advice);
        return tells ? new WeftException(code, "%s", message) : WeftException.causedBy(cause, code, "%s", message);
    }

    private static ErrorCode codeOf(SQLException cause) {
        String state = cause.getSQLState();
        if (state != null && (state.startsWith(CATALOG) || NO_DATABASE.contains(state))) {
            return ErrorCode.INPUT_NOT_FOUND;
        }
        if (isUnreachable(cause) || (state != null && state.startsWith(CONNECTION))) {
            return ErrorCode.CLUSTER_UNREACHABLE;
        }
        return state != null && state.startsWith(AUTHORIZATION) ? ErrorCode.ACCESS_DENIED : ErrorCode.IO_FAILED;
    }

    /** Not every driver gives the state that stands for it. */
    private static boolean isUnreachable(SQLException cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof SQLNonTransientConnectionException
                    || each instanceof SQLTransientConnectionException
                    || each instanceof ConnectException
                    || each instanceof UnknownHostException) {
                return true;
            }
        }
        return false;
    }

    /** Whether the password is anywhere in what a log would show of the failure. */
    private static boolean mentions(Throwable failure, String password) {
        StringWriter all = new StringWriter();
        failure.printStackTrace(new PrintWriter(all));
        return all.toString().contains(password);
    }

    private static String firstLine(SQLException cause) {
        String message = cause.getMessage();
        if (message == null || message.isBlank()) {
            return cause.getClass().getSimpleName();
        }
        return message.strip().lines().findFirst().orElse(message);
    }
}
