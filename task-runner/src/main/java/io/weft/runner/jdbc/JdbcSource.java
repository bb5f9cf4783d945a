package io.weft.runner.jdbc;

import io.weft.api.Jdbc;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.Input;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What an input says of its table and how it is reached.
 *
 * @param driver the driver's class, null where the URL tells the driver
 * @param user null to sign in without a name
 * @param password where the password is, null where none is needed
 * @param properties for the driver, without name and password
 */
public record JdbcSource(
        String url,
        String table,
        @Nullable String driver,
        @Nullable String user,
        @Nullable PasswordPlace password,
        int fetchSize,
        Properties properties) {
    /** As many as a batch has. */
    private static final String DEFAULT_FETCH_SIZE = "4096";

    /** Reads the options that {@link Jdbc} has written. */
    public static JdbcSource of(Input input) {
        Map<String, String> options = input.options();
        Properties properties = new Properties();
        options.forEach((name, value) -> {
            if (name.startsWith(Jdbc.PROPERTY)) {
                properties.setProperty(name.substring(Jdbc.PROPERTY.length()), value);
            }
        });
        String password = options.get(Jdbc.PASSWORD);
        return new JdbcSource(
                needed(options, Jdbc.URL),
                needed(options, Jdbc.TABLE),
                options.get(Jdbc.DRIVER),
                options.get(Jdbc.USER),
                password == null ? null : PasswordPlace.parse(password),
                Integer.parseInt(options.getOrDefault(Jdbc.FETCH_SIZE, DEFAULT_FETCH_SIZE)),
                properties);
    }

    private static String needed(Map<String, String> options, String name) {
        String value = options.get(name);
        if (value == null) {
            throw new WeftException(
                    ErrorCode.INVALID_PLAN,
                    "Cannot read a table by JDBC: the option '%s' is missing (describe it with Jdbc.table)",
                    name);
        }
        return value;
    }

    /** The URL without what a driver may take for parameters. */
    String address() {
        int end = url.length();
        for (char mark : new char[] {'?', ';'}) {
            int index = url.indexOf(mark);
            end = index < 0 ? end : Math.min(end, index);
        }
        return url.substring(0, end);
    }
}
