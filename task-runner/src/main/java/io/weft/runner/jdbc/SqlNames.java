package io.weft.runner.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;

/**
 * How a database writes names that stand for themselves, whatever they are.
 *
 * @param quote what stands before and after a name; blank where the database has no such mark
 */
public record SqlNames(String quote) {
    static SqlNames of(DatabaseMetaData database) throws SQLException {
        String quote = database.getIdentifierQuoteString();
        return new SqlNames(quote == null ? "" : quote.strip());
    }

    public String quoted(String name) {
        return quote.isEmpty() ? name : quote + name.replace(quote, quote + quote) + quote;
    }
}
