package io.weft.runner.jdbc;

import io.weft.error.ErrorCode;
import io.weft.error.NearestName;
import io.weft.error.WeftException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table as its database knows it.
 *
 * @param reference how a statement names it, quoted
 */
public record JdbcTable(String reference, SqlNames names) {
    /** How many tables an error names. */
    private static final int MOST_NAMES = 20;

    /** As it is found in the database's catalog. */
    private record Found(@Nullable String catalog, @Nullable String schema, String name) {}

    /**
     * Finds the table that the source names: as it is written, in upper case, or in lower case.
     *
     * @throws WeftException {@link ErrorCode#INPUT_NOT_FOUND} if there is none
     */
    static JdbcTable find(JdbcSource source, Connection connection) throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        List<UnaryOperator<String>> cases =
                List.of(name -> name, name -> name.toUpperCase(Locale.ROOT), name -> name.toLowerCase(Locale.ROOT));
        for (UnaryOperator<String> letters : cases) {
            List<Found> found = search(letters.apply(source.table()), database);
            if (!found.isEmpty()) {
                Found table = choose(found, source, connection);
                return new JdbcTable(reference(table, database), SqlNames.of(database));
            }
        }
        throw missing(source, connection);
    }

    private static List<Found> search(String name, DatabaseMetaData database) throws SQLException {
        String[] parts = name.split("\\.", 3);
        return switch (parts.length) {
            case 1 -> tables(null, null, parts[0], database);
            case 2 -> {
                List<Found> found = tables(null, parts[0], parts[1], database);
                yield found.isEmpty() ? tables(parts[0], null, parts[1], database) : found;
            }
            default -> tables(parts[0], parts[1], parts[2], database);
        };
    }

    private static List<Found> tables(
            @Nullable String catalog, @Nullable String schema, String name, DatabaseMetaData database)
            throws SQLException {
        String escape = database.getSearchStringEscape();
        Map<Found, Found> found = new LinkedHashMap<>();
        try (ResultSet tables = database.getTables(
                catalog, schema == null ? null : escaped(schema, escape), escaped(name, escape), null)) {
            while (tables.next()) {
                Found table = new Found(
                        tables.getString("TABLE_CAT"), tables.getString("TABLE_SCHEM"), tables.getString("TABLE_NAME"));
                found.put(table, table);
            }
        }
        return new ArrayList<>(found.keySet());
    }

    private static String escaped(String name, @Nullable String escape) {
        if (escape == null || escape.isEmpty()) {
            return name;
        }
        return name.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%");
    }

    /** The one in the connection's own schema and catalog, where there are several. */
    private static Found choose(List<Found> found, JdbcSource source, Connection connection) throws SQLException {
        if (found.size() == 1) {
            return found.get(0);
        }
        String schema = connection.getSchema();
        String catalog = connection.getCatalog();
        Optional<Found> own = found.stream()
                .filter(table -> table.schema() == null || table.schema().equals(schema))
                .filter(table -> table.catalog() == null
                        || catalog == null
                        || table.catalog().equals(catalog))
                .findFirst();
        return own.orElseThrow(() -> new WeftException(
                ErrorCode.INVALID_ARGUMENT,
                "Cannot read table '%s' at %s: the name is that of several tables: %s (write the schema before it)",
                source.table(),
                source.address(),
                found.stream().map(JdbcTable::name).collect(Collectors.joining(", "))));
    }

    private static String name(Found table) {
        return table.schema() == null ? table.name() : table.schema() + "." + table.name();
    }

    private static String reference(Found table, DatabaseMetaData database) throws SQLException {
        SqlNames names = SqlNames.of(database);
        String reference = names.quoted(table.name());
        String schema = table.schema();
        if (schema != null && !schema.isEmpty() && database.supportsSchemasInDataManipulation()) {
            reference = names.quoted(schema) + "." + reference;
        }
        String catalog = table.catalog();
        if (catalog != null
                && !catalog.isEmpty()
                && database.supportsCatalogsInDataManipulation()
                && database.isCatalogAtStart()) {
            reference = names.quoted(catalog) + database.getCatalogSeparator() + reference;
        }
        return reference;
    }

    private static WeftException missing(JdbcSource source, Connection connection) throws SQLException {
        String[] parts = source.table().split("\\.", -1);
        String schema = parts.length > 1 ? parts[parts.length - 2] : connection.getSchema();
        List<String> all = new ArrayList<>();
        List<String> own = new ArrayList<>();
        try (ResultSet tables =
                connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE", "BASE TABLE", "VIEW"})) {
            while (tables.next()) {
                String name = tables.getString("TABLE_NAME");
                all.add(name);
                if (schema != null && schema.equalsIgnoreCase(tables.getString("TABLE_SCHEM"))) {
                    own.add(name);
                }
            }
        }
        List<String> names = own.isEmpty() ? all : own;
        return new WeftException(
                ErrorCode.INPUT_NOT_FOUND,
                "Cannot find table '%s' at %s: there are %d table(s): %s%s%s",
                source.table(),
                source.address(),
                names.size(),
                names.stream().limit(MOST_NAMES).collect(Collectors.joining(", ")),
                names.size() > MOST_NAMES ? ", ..." : "",
                NearestName.hint(parts[parts.length - 1], names));
    }
}
