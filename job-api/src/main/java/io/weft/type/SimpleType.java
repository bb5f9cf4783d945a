package io.weft.type;

import java.util.Locale;

/** The types without parameters. */
public enum SimpleType implements Type {
    /** True or false; {@link Boolean} in a row. */
    BOOLEAN(false),
    /** 8 bits, signed; {@link Byte} in a row. */
    TINYINT(true),
    /** 16 bits, signed; {@link Short} in a row. */
    SMALLINT(true),
    /** 32 bits, signed; {@link Integer} in a row. */
    INT(true),
    /** 64 bits, signed; {@link Long} in a row. */
    BIGINT(true),
    /** IEEE 754 binary32; {@link Float} in a row. */
    FLOAT(true),
    /** IEEE 754 binary64; {@link Double} in a row. */
    DOUBLE(true),
    /** Days since 1970-01-01 in the proleptic Gregorian calendar, 32 bits; {@link java.time.LocalDate} in a row. */
    DATE(false),
    /** Microseconds since 1970-01-01T00:00Z, 64 bits: a moment; {@link java.time.Instant} in a row. */
    TIMESTAMP(false),
    /** Microseconds since 1970-01-01T00:00 of a clock on a wall, in no zone, 64 bits; {@link java.time.LocalDateTime} in a row. */
    TIMESTAMP_NTZ(false),
    /** UTF-8; ordered by its bytes; {@link String} in a row. */
    STRING(false),
    /** Bytes, ordered as unsigned numbers; {@code byte[]} in a row. */
    BINARY(false);

    private final boolean numeric;

    SimpleType(boolean numeric) {
        this.numeric = numeric;
    }

    @Override
    public boolean hasEquality() {
        return true;
    }

    @Override
    public boolean isNested() {
        return false;
    }

    @Override
    public boolean isNumeric() {
        return numeric;
    }

    /** Whether its values are whole numbers; of two such types the wider is the one that comes later. */
    @Override
    public boolean isInteger() {
        return numeric && compareTo(BIGINT) <= 0;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
