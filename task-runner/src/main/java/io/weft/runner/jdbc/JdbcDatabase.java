package io.weft.runner.jdbc;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.expr.Expression;
import io.weft.type.Field;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A connection to the database of a table, for one thread. All that fails is told without the password. */
public final class JdbcDatabase implements AutoCloseable {
    private final JdbcSource source;
    private final @Nullable String password;
    private final Connection connection;

    private JdbcDatabase(JdbcSource source, @Nullable String password, Connection connection) {
        this.source = source;
        this.password = password;
        this.connection = connection;
    }

    /** A question to the database. */
    @FunctionalInterface
    private interface Question<T> {
        T ask() throws SQLException;
    }

    /**
     * Connects, to read only.
     *
     * @param classes where the driver is
     * @param password null to sign in without
     * @throws WeftException if there is no driver, or the database refuses
     */
    public static JdbcDatabase connect(JdbcSource source, @Nullable String password, ClassLoader classes) {
        Properties properties = new Properties();
        properties.putAll(source.properties());
        if (source.user() != null) {
            properties.setProperty("user", source.user());
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        try {
            Driver driver = JdbcDrivers.driver(source, classes);
            Connection connection = driver.connect(source.url(), properties);
            if (connection == null) {
                throw new WeftException(
                        ErrorCode.INVALID_ARGUMENT,
                        "Cannot read table '%s': the JDBC driver %s does not accept %s (check the URL and the driver)",
                        source.table(),
                        driver.getClass().getName(),
                        source.address());
            }
            return new JdbcDatabase(source, password, connection).readOnly();
        } catch (SQLException e) {
            throw JdbcFailure.connecting(source, e, password);
        }
    }

    private JdbcDatabase readOnly() throws SQLException {
        try {
            // Several drivers fetch piece by piece only within a transaction.
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            return this;
        } catch (SQLFeatureNotSupportedException e) {
            // Both only help a database to do it well.
            return this;
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    private <T> T ask(Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** The failure of a statement or of a result of this database. */
    public WeftException failed(SQLException cause) {
        return JdbcFailure.of("read", source, cause, password);
    }

    /** The table that the source names. */
    public JdbcTable table() {
        return ask(() -> JdbcTable.find(source, connection));
    }

    /** The columns of the table; reads no row. */
    public List<JdbcColumn> columns(JdbcTable table) {
        return ask(() -> {
            try (PreparedStatement statement =
                            connection.prepareStatement("SELECT * FROM " + table.reference() + " WHERE 1 = 0");
                    ResultSet none = statement.executeQuery()) {
                return JdbcColumn.of(none.getMetaData());
            }
        });
    }

    /** The least and the greatest value of a column among the rows that meet the condition; empty where it has none. */
    public Optional<List<Object>> extremes(JdbcTable table, Field column, Optional<SqlCondition> condition) {
        String name = table.names().quoted(column.name());
        String text = select("MIN(%s), MAX(%s)".formatted(name, name), table, condition);
        return ask(() -> {
            try (PreparedStatement statement = prepared(text, condition);
                    ResultSet result = statement.executeQuery()) {
                result.next();
                Object least = JdbcValues.read(result, 1, column.type());
                Object greatest = JdbcValues.read(result, 2, column.type());
                return least == null || greatest == null ? Optional.empty() : Optional.of(List.of(least, greatest));
            }
        });
    }

    /**
     * Asks for a part of the table. The result is open until this database is closed.
     *
     * @param columns those wanted, in this order; where there are none, each row of the result has one column of no meaning
     * @param filters over those columns; they may be used to leave rows out
     */
    public ResultSet rows(KeyRange range, List<String> columns, List<Expression> filters) {
        JdbcTable table = table();
        List<SqlCondition> conditions = new ArrayList<>();
        range.condition(table.names()).ifPresent(conditions::add);
        conditions.addAll(SqlCondition.of(filters, table.names()));
        Optional<SqlCondition> condition = SqlCondition.all(conditions);
        List<String> wanted =
                columns.stream().map(column -> table.names().quoted(column)).toList();
        String text = select(wanted.isEmpty() ? "1" : String.join(", ", wanted), table, condition);
        return ask(() -> {
            PreparedStatement statement = prepared(text, condition);
            try {
                statement.setFetchSize(source.fetchSize());
                return statement.executeQuery();
            } catch (SQLException e) {
                statement.close();
                throw e;
            }
        });
    }

    private static String select(String what, JdbcTable table, Optional<SqlCondition> condition) {
        return "SELECT " + what + " FROM " + table.reference()
                + condition.map(where -> " WHERE " + where.text()).orElse("");
    }

    private PreparedStatement prepared(String text, Optional<SqlCondition> condition) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text);
        try {
            int index = 1;
            for (Object parameter : condition.map(SqlCondition::parameters).orElse(List.of())) {
                statement.setObject(index++, JdbcValues.parameter(parameter));
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // Nothing was written; closing ends the transaction as well.
        }
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }
}
