package io.weft.api;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.Input;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A table of a database, read by the JDBC driver that the job brings along. Only the columns that the job uses are asked for, and
 * of its filters those that mean the same in SQL.
 *
 * <p>A password is never written down in a job: the job says where the client finds it. From there it travels with the application's
 * secret to the containers, and is in no plan, setting, log or error.
 */
public final class Jdbc implements Source {
    /** The name of the format in plans. */
    public static final String FORMAT = "jdbc";

    public static final String URL = "url";
    public static final String TABLE = "table";
    public static final String DRIVER = "driver";
    public static final String USER = "user";

    /** Where the password is: {@code environment:NAME}, {@code file:PATH} or {@code credential:ALIAS}. */
    public static final String PASSWORD = "password";

    public static final String FETCH_SIZE = "fetch-size";
    public static final String PARTITION_COLUMN = "partition-column";
    public static final String PARTITIONS = "partitions";
    public static final String LEAST = "least";
    public static final String GREATEST = "greatest";

    /** Before the name of a property for the driver. */
    public static final String PROPERTY = "property.";

    private static final Pattern PASSWORD_IN_URL =
            Pattern.compile("(?i)(pass(word|wd)?|pwd|secret|token)\\s*=|//[^/@]*:[^/@]*@|:[^/:@]+/[^/@]+@");

    private final SortedMap<String, String> options;

    private Jdbc(SortedMap<String, String> options) {
        this.options = options;
    }

    /**
     * A table.
     *
     * @param url of the database, beginning with {@code jdbc:}
     * @param table its name, with its schema and a point before where it has one; found in any case of letters
     * @throws WeftException if the URL is none, or holds a password
     */
    public static Jdbc table(String url, String table) {
        if (!url.startsWith("jdbc:")) {
            throw new WeftException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot read table '%s': its URL does not begin with jdbc: (give it as the driver's manual says)",
                    table);
        }
        if (PASSWORD_IN_URL.matcher(url).find()) {
            throw new WeftException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot read table '%s': its URL holds a password (leave it out, and say where it is with"
                            + " passwordFromEnvironment, passwordFromFile or passwordFromCredential)",
                    table);
        }
        SortedMap<String, String> options = new TreeMap<>();
        options.put(URL, url);
        options.put(TABLE, table);
        return new Jdbc(options);
    }

    /** The class of the driver, where its jar does not tell it or several accept the URL. */
    public Jdbc driver(String className) {
        return with(DRIVER, className);
    }

    /** The name to sign in with. */
    public Jdbc user(String name) {
        return with(USER, name);
    }

    /** The password is in this variable of the client's environment. */
    public Jdbc passwordFromEnvironment(String variable) {
        return with(PASSWORD, "environment:" + variable);
    }

    /** The password is the one line of this file of the client's machine, which nobody else may read. */
    public Jdbc passwordFromFile(String path) {
        return with(PASSWORD, "file:" + path);
    }

    /** The password has this alias at a provider of {@code hadoop.security.credential.provider.path}. */
    public Jdbc passwordFromCredential(String alias) {
        return with(PASSWORD, "credential:" + alias);
    }

    /** A property for the driver, such as one that asks for encryption. */
    public Jdbc property(String name, String value) {
        if (PASSWORD_IN_URL.matcher(name + "=").find()) {
            throw new WeftException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot give the driver the property '%s': a job must not hold a password (say where it is with"
                            + " passwordFromEnvironment, passwordFromFile or passwordFromCredential)",
                    name);
        }
        return with(PROPERTY + name, value);
    }

    /** How many rows the driver shall fetch at a time; 4096 unless given. */
    public Jdbc fetchSize(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("Cannot fetch %d rows at a time".formatted(rows));
        }
        return with(FETCH_SIZE, Integer.toString(rows));
    }

    /**
     * Reads the table in so many ranges of this column, each by a task of its own, and its nulls by one more. The ranges are equally
     * wide between the least and the greatest value that the table has when the job is planned.
     *
     * @param column an integer, decimal, date or timestamp, best with an index
     */
    public Jdbc partitionBy(String column, int ranges) {
        if (ranges < 1) {
            throw new IllegalArgumentException("Cannot read a table in %d ranges".formatted(ranges));
        }
        return with(PARTITION_COLUMN, column).with(PARTITIONS, Integer.toString(ranges));
    }

    /**
     * The same without asking for the least and the greatest value. Rows beyond them are read too, with the first and the last range.
     *
     * @param least what a row holds for the column's type
     * @param greatest likewise, not below {@code least}
     */
    public Jdbc partitionBy(String column, int ranges, Object least, Object greatest) {
        return partitionBy(column, ranges)
                .with(LEAST, Objects.requireNonNull(least).toString())
                .with(GREATEST, Objects.requireNonNull(greatest).toString());
    }

    private Jdbc with(String option, String value) {
        SortedMap<String, String> more = new TreeMap<>(options);
        more.put(option, value);
        return new Jdbc(more);
    }

    @Override
    public Input input() {
        return new Input(FORMAT, List.of(), options);
    }
}
