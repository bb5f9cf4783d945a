package io.weft.runner.jdbc;

import io.weft.type.DecimalType;
import io.weft.type.Type;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A column of a result.
 *
 * @param type empty where it is one that Weft does not read
 * @param databaseType as the database writes it
 */
public record JdbcColumn(String name, Optional<Type> type, String databaseType, boolean mayHaveNulls) {
    /** The digits of 64 bits without a sign. */
    private static final int UNSIGNED_LONG_DIGITS = 20;

    /** All columns of a result. */
    public static List<JdbcColumn> of(ResultSetMetaData result) throws SQLException {
        List<JdbcColumn> columns = new ArrayList<>();
        for (int index = 1; index <= result.getColumnCount(); index++) {
            columns.add(new JdbcColumn(
                    result.getColumnLabel(index),
                    typeOf(result, index),
                    "%s(%d,%d)"
                            .formatted(
                                    result.getColumnTypeName(index),
                                    result.getPrecision(index),
                                    result.getScale(index)),
                    result.isNullable(index) != ResultSetMetaData.columnNoNulls));
        }
        return columns;
    }

    private static Optional<Type> typeOf(ResultSetMetaData result, int index) throws SQLException {
        boolean isSigned = result.isSigned(index);
        return switch (result.getColumnType(index)) {
            case Types.BOOLEAN -> Optional.of(Type.BOOLEAN);
            // A bit string is longer.
            case Types.BIT -> result.getPrecision(index) <= 1 ? Optional.of(Type.BOOLEAN) : Optional.empty();
            case Types.TINYINT -> Optional.of(isSigned ? Type.TINYINT : Type.SMALLINT);
            case Types.SMALLINT -> Optional.of(isSigned ? Type.SMALLINT : Type.INT);
            case Types.INTEGER -> Optional.of(isSigned ? Type.INT : Type.BIGINT);
            case Types.BIGINT -> Optional.of(isSigned ? Type.BIGINT : Type.decimal(UNSIGNED_LONG_DIGITS, 0));
            case Types.REAL -> Optional.of(Type.FLOAT);
            case Types.FLOAT, Types.DOUBLE -> Optional.of(Type.DOUBLE);
            case Types.NUMERIC, Types.DECIMAL -> decimal(result.getPrecision(index), result.getScale(index));
            case Types.DATE -> Optional.of(Type.DATE);
            case Types.TIMESTAMP -> Optional.of(Type.TIMESTAMP_NTZ);
            case Types.TIMESTAMP_WITH_TIMEZONE -> Optional.of(Type.TIMESTAMP);
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> Optional.of(Type.BINARY);
            case Types.CHAR,
                    Types.VARCHAR,
                    Types.LONGVARCHAR,
                    Types.NCHAR,
                    Types.NVARCHAR,
                    Types.LONGNVARCHAR,
                    Types.CLOB,
                    Types.NCLOB -> Optional.of(Type.STRING);
            default -> Optional.empty();
        };
    }

    private static Optional<Type> decimal(int precision, int scale) {
        boolean isOne = precision >= 1 && precision <= DecimalType.MAX_PRECISION && scale >= 0 && scale <= precision;
        return isOne ? Optional.of(Type.decimal(precision, scale)) : Optional.empty();
    }
}
