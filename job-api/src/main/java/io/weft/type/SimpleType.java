package io.weft.type;

import java.util.Locale;

/** The types without parameters. */
public enum SimpleType implements Type {
    /** True or false; {@link Boolean} in a row. */
    BOOLEAN(false),
    /** 32 bits, signed; {@link Integer} in a row. */
    INT(true),
    /** 64 bits, signed; {@link Long} in a row. */
    BIGINT(true),
    /** IEEE 754 binary64; {@link Double} in a row. */
    DOUBLE(true),
    /** Days since 1970-01-01 in the proleptic Gregorian calendar, 32 bits; {@link java.time.LocalDate} in a row. */
    DATE(false),
    /** UTF-8; ordered by its bytes; {@link String} in a row. */
    STRING(false);

    private final boolean numeric;

    SimpleType(boolean numeric) {
        this.numeric = numeric;
    }

    @Override
    public boolean isNumeric() {
        return numeric;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
