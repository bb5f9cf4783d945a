package io.weft.runner.jdbc;

import io.weft.type.Type;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The part of a table that one task reads. */
public sealed interface KeyRange {
    /** The version of what {@link #toBytes} writes. */
    int VERSION = 1;

    /** What the rows of the part fulfil; empty for all rows. */
    Optional<SqlCondition> condition(SqlNames names);

    /** All of it. */
    record All() implements KeyRange {
        @Override
        public Optional<SqlCondition> condition(SqlNames names) {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return "all rows";
        }
    }

    /** The rows that have no key. */
    record Nulls(String column) implements KeyRange {
        @Override
        public Optional<SqlCondition> condition(SqlNames names) {
            return Optional.of(new SqlCondition(names.quoted(column) + " IS NULL", List.of()));
        }

        @Override
        public String toString() {
            return column + " is null";
        }
    }

    /**
     * The rows with a key from {@code low} up to but not including {@code high}.
     *
     * @param low null where there is no least key
     * @param high null where there is no end
     */
    record Between(
            String column,
            Type type,
            @Nullable Object low,
            @Nullable Object high) implements KeyRange {
        @Override
        public Optional<SqlCondition> condition(SqlNames names) {
            List<SqlCondition> parts = new ArrayList<>();
            if (low != null) {
                parts.add(new SqlCondition(names.quoted(column) + " >= ?", List.of(low)));
            }
            if (high != null) {
                parts.add(new SqlCondition(names.quoted(column) + " < ?", List.of(high)));
            }
            if (parts.isEmpty()) {
                parts.add(new SqlCondition(names.quoted(column) + " IS NOT NULL", List.of()));
            }
            return SqlCondition.all(parts);
        }

        @Override
        public String toString() {
            return "%s%s%s".formatted(low == null ? "" : low + " <= ", column, high == null ? "" : " < " + high);
        }
    }

    /**
     * Divides the keys into ranges of equal width, the first and the last open.
     *
     * @param most ranges; fewer where there are fewer keys
     */
    static List<KeyRange> divide(String column, KeyLine line, Object least, Object greatest, int most) {
        BigInteger first = line.place(least);
        BigInteger width = line.place(greatest).subtract(first).add(BigInteger.ONE);
        int ranges = BigInteger.valueOf(most).min(width).intValueExact();
        List<KeyRange> divided = new ArrayList<>();
        Object low = null;
        for (int range = 1; range <= ranges; range++) {
            BigInteger end = first.add(width.multiply(BigInteger.valueOf(range)).divide(BigInteger.valueOf(ranges)));
            Object high = range == ranges ? null : line.value(end);
            divided.add(new Between(column, line.type(), low, high));
            low = high;
        }
        return divided;
    }

    /** What {@link #fromBytes} reads. */
    default byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            if (this instanceof All) {
                out.writeByte(0);
            } else if (this instanceof Nulls nulls) {
                out.writeByte(1);
                out.writeUTF(nulls.column());
            } else if (this instanceof Between between) {
                out.writeByte(2);
                out.writeUTF(between.column());
                out.writeUTF(between.type().toString());
                writeBound(between.low(), out);
                writeBound(between.high(), out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeBound(@Nullable Object bound, DataOutputStream out) throws IOException {
        out.writeBoolean(bound != null);
        if (bound != null) {
            out.writeUTF(bound.toString());
        }
    }

    static KeyRange fromBytes(int version, byte[] bytes) {
        if (version != VERSION) {
            throw new IllegalArgumentException("A key range of version %d".formatted(version));
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int tag = in.readByte();
            return switch (tag) {
                case 0 -> new All();
                case 1 -> new Nulls(in.readUTF());
                case 2 -> {
                    String column = in.readUTF();
                    KeyLine line = new KeyLine(Type.parse(in.readUTF()));
                    yield new Between(column, line.type(), readBound(line, in), readBound(line, in));
                }
                default -> throw new IOException("no key range has the tag " + tag);
            };
        } catch (IOException e) {
            throw new IllegalArgumentException("Not a key range: " + e.getMessage(), e);
        }
    }

    private static @Nullable Object readBound(KeyLine line, DataInputStream in) throws IOException {
        return in.readBoolean() ? line.parse(in.readUTF()) : null;
    }
}
