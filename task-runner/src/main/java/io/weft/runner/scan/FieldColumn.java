package io.weft.runner.scan;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import io.weft.type.DecimalType;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Gathers one column's values from their texts, row by row. The row that was put last may be put again, so that a row that turns out to be bad
 * is overwritten by the next. A value is read as a cast from string reads it.
 */
abstract class FieldColumn {
    private static final int LAST_BLANK = ' ';

    private boolean[] nulls = new boolean[Batch.MAX_ROWS];
    private boolean hasNulls;

    /** For the values of a type, dates as the format says where it is given. */
    static FieldColumn of(Type type, ValueFormats formats) {
        if (type instanceof DecimalType decimal) {
            return new DecimalColumn(decimal);
        }
        return switch ((SimpleType) type) {
            case BOOLEAN -> new BooleanColumn();
            case TINYINT -> new IntColumn(Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SMALLINT -> new IntColumn(Short.MIN_VALUE, Short.MAX_VALUE);
            case INT -> new IntColumn(Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BIGINT -> new LongColumn();
            case FLOAT -> new FloatColumn();
            case DOUBLE -> new DoubleColumn();
            case DATE -> new DateColumn(formats);
            case TIMESTAMP -> new TimestampColumn(formats::timestamp, formats.timestampForm());
            case TIMESTAMP_NTZ -> new TimestampColumn(formats::localTimestamp, formats.timestampForm());
            case STRING -> new TextValueColumn("give the encoding of the file with encoding(...)");
            case BINARY -> new BinaryColumn();
        };
    }

    /** The same for values that stand in JSON, which holds lists, maps and structs, and bytes in base 64. */
    static FieldColumn ofJson(Type type, ValueFormats formats) {
        if (type.isNested()) {
            return new NestedColumn(type, formats);
        }
        if (type.equals(Type.STRING)) {
            return new TextValueColumn("convert the file to UTF-8");
        }
        return type.equals(Type.BINARY) ? new Base64Column() : of(type, formats);
    }

    /** Sets a row's value; says why the text is none, or nothing. */
    final @Nullable String put(int row, byte[] text, int start, int end) {
        nulls[row] = false;
        if (keepsBlanks()) {
            return read(row, text, start, end);
        }
        int from = start;
        int to = end;
        while (from < to && isBlank(text[from])) {
            from++;
        }
        while (from < to && isBlank(text[to - 1])) {
            to--;
        }
        return read(row, text, from, to);
    }

    private static boolean isBlank(byte value) {
        return value >= 0 && value <= LAST_BLANK;
    }

    final void putNull(int row) {
        nulls[row] = true;
        hasNulls = true;
        clear(row);
    }

    /** The first rows as a vector that shares nothing with what is gathered next. */
    final Vector build(int rows) {
        boolean @Nullable [] taken = null;
        if (hasNulls) {
            taken = nulls;
            nulls = new boolean[Batch.MAX_ROWS];
            hasNulls = false;
        }
        return build(rows, taken);
    }

    /** What to do where a text is no value. */
    String advice() {
        return "mend it";
    }

    /** Whether blanks around a value belong to it. */
    boolean keepsBlanks() {
        return false;
    }

    /** Sets a row's value; says why the text is none, or nothing. */
    abstract @Nullable String read(int row, byte[] text, int start, int end);

    /** Sets a row's slot to zero. */
    abstract void clear(int row);

    /** Hands the arrays over. */
    abstract Vector build(int rows, boolean @Nullable [] takenNulls);
}
