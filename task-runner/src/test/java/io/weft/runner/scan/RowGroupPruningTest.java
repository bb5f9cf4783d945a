package io.weft.runner.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Parquet;
import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.Cast;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Invoke;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Function;
import io.weft.expr.ScalarFunction;
import io.weft.expr.ScalarFunctions;
import io.weft.protocol.Counter;
import io.weft.runner.vector.Bytes;
import io.weft.runner.vector.TestRows;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Ten row groups of 100 rows, whose values grow from 0 to 999; the third of them holds nulls alone in one column. */
class RowGroupPruningTest {
    private static final MessageType FILE = MessageTypeParser.parseMessageType("""
            message m {
              optional int32 i;
              required int64 l;
              optional double d;
              optional binary s (STRING);
              optional int32 day (DATE);
              optional fixed_len_byte_array(16) price (DECIMAL(38,2));
              optional boolean flag;
              optional float f;
              optional int64 millis (TIMESTAMP(MILLIS,true));
              optional int32 big (INTEGER(32,false));
              optional binary raw;
            }
            """);

    private static final Schema SCHEMA = Schema.of(
            new Field("i", Type.INT),
            new Field("l", Type.BIGINT),
            new Field("d", Type.DOUBLE),
            new Field("s", Type.STRING),
            new Field("day", Type.DATE),
            new Field("price", Type.decimal(38, 2)),
            new Field("flag", Type.BOOLEAN),
            new Field("f", Type.FLOAT),
            new Field("millis", Type.TIMESTAMP),
            new Field("big", Type.BIGINT),
            new Field("raw", Type.BINARY));

    @TempDir
    static Path directory;

    private final ScanFixture fixture = new ScanFixture();

    static Stream<Arguments> predicates() {
        Expression tenth = call(Function.LESS, column("i"), literal(100, Type.INT));
        return Stream.of(
                Arguments.of(tenth, 1),
                Arguments.of(call(Function.LESS_OR_EQUAL, column("i"), literal(100, Type.INT)), 2),
                Arguments.of(call(Function.GREATER, literal(100, Type.INT), column("i")), 1),
                Arguments.of(call(Function.EQUAL, column("l"), literal(555L, Type.BIGINT)), 1),
                Arguments.of(call(Function.NOT_EQUAL, column("l"), literal(555L, Type.BIGINT)), 10),
                Arguments.of(call(Function.GREATER_OR_EQUAL, column("l"), literal(900L, Type.BIGINT)), 1),
                // The row group of nulls alone is not less than anything.
                Arguments.of(call(Function.LESS, column("i"), literal(400, Type.INT)), 3),
                Arguments.of(
                        call(Function.NOT, call(Function.GREATER_OR_EQUAL, column("i"), literal(400, Type.INT))), 3),
                Arguments.of(call(Function.IS_NULL, column("i")), 1),
                Arguments.of(call(Function.IS_NOT_NULL, column("i")), 9),
                Arguments.of(call(Function.LESS, column("d"), literal(250.0, Type.DOUBLE)), 3),
                // Statistics do not tell of NaN, which is greater than everything.
                Arguments.of(call(Function.GREATER, column("d"), literal(250.0, Type.DOUBLE)), 10),
                Arguments.of(call(Function.EQUAL, column("d"), literal(250.0, Type.DOUBLE)), 1),
                Arguments.of(call(Function.EQUAL, column("d"), literal(Double.NaN, Type.DOUBLE)), 10),
                Arguments.of(call(Function.EQUAL, column("s"), literal("\u00e4042", Type.STRING)), 1),
                Arguments.of(call(Function.GREATER, column("s"), literal("\u00e48", Type.STRING)), 2),
                Arguments.of(call(Function.LESS, column("day"), literal(LocalDate.ofEpochDay(150), Type.DATE)), 2),
                Arguments.of(
                        call(Function.GREATER, column("price"), literal(new BigDecimal("8.995"), Type.decimal(4, 3))),
                        1),
                Arguments.of(
                        call(
                                Function.GREATER,
                                new Cast(column("i"), Type.BIGINT),
                                literal(Integer.MAX_VALUE + 1L, Type.BIGINT)),
                        0),
                Arguments.of(
                        call(Function.LESS, new Cast(column("price"), Type.DOUBLE), literal(0.995, Type.DOUBLE)), 1),
                Arguments.of(call(Function.LESS, column("f"), literal(250f, Type.FLOAT)), 3),
                Arguments.of(call(Function.GREATER, column("f"), literal(250f, Type.FLOAT)), 10),
                Arguments.of(
                        call(
                                Function.LESS,
                                column("millis"),
                                literal(Instant.ofEpochSecond(0, 200_001_000), Type.TIMESTAMP)),
                        3),
                Arguments.of(call(Function.GREATER, column("big"), literal((1L << 31) + 449, Type.BIGINT)), 1),
                Arguments.of(call(Function.LESS, column("raw"), literal(new byte[] {0, 0x79}, Type.BINARY)), 2),
                Arguments.of(column("flag"), 5),
                Arguments.of(call(Function.NOT, column("flag")), 5),
                Arguments.of(call(Function.EQUAL, column("i"), literal(null, Type.INT)), 0),
                Arguments.of(call(Function.AND, tenth, call(Function.EQUAL, column("l"), literal(5L, Type.BIGINT))), 1),
                Arguments.of(
                        call(Function.OR, tenth, call(Function.EQUAL, column("l"), literal(555L, Type.BIGINT))), 2),
                Arguments.of(invoke("in", column("i"), literal(5, Type.INT), literal(950, Type.INT)), 2),
                Arguments.of(
                        invoke(
                                "in",
                                new Cast(column("i"), Type.BIGINT),
                                literal(5L, Type.BIGINT),
                                literal(1L << 40, Type.BIGINT)),
                        1),
                Arguments.of(call(Function.NOT, invoke("in", column("l"), literal(555L, Type.BIGINT))), 10),
                // Nothing is surely different from null.
                Arguments.of(
                        call(
                                Function.NOT,
                                invoke("in", column("l"), literal(555L, Type.BIGINT), literal(null, Type.BIGINT))),
                        0),
                Arguments.of(invoke("in", column("l"), literal(555L, Type.BIGINT), column("l")), 10),
                Arguments.of(invoke("like", column("s"), text("\u00e440_")), 1),
                Arguments.of(invoke("like", column("s"), text("\u00e42%7")), 1),
                Arguments.of(invoke("like", column("s"), text("%7")), 10),
                Arguments.of(invoke("like", column("s"), text("b%")), 0),
                Arguments.of(invoke("like", column("s"), text("!\u00e44%"), text("!")), 10),
                Arguments.of(invoke("startswith", column("s"), text("\u00e412")), 1),
                Arguments.of(call(Function.NOT, invoke("startswith", column("s"), text("\u00e4"))), 10),
                // What is constant is computed first.
                Arguments.of(call(Function.LESS, column("day"), new Cast(text("1970-05-31"), Type.DATE)), 2),
                Arguments.of(call(Function.EQUAL, column("s"), invoke("lower", text("\u00c4042"))), 1),
                Arguments.of(call(Function.LESS, column("i"), column("i")), 10),
                Arguments.of(call(Function.EQUAL, call(Function.NEGATE, column("i")), literal(5, Type.INT)), 10));
    }

    @ParameterizedTest
    @MethodSource("predicates")
    void skipsWhatCannotMatch(Expression predicate, int read) throws IOException {
        fixture.batches(ScanFixture.scan(Parquet.FORMAT, SCHEMA, predicate), fixture.whole(file()));

        assertThat(fixture.counters.get(Counter.ROW_GROUPS_READ)).isEqualTo(read);
        assertThat(fixture.counters.get(Counter.ROW_GROUPS_SKIPPED)).isEqualTo(10 - read);
        assertThat(fixture.counters.get(Counter.ROWS_READ)).isEqualTo(read * 100L);
    }

    @Test
    void countsTheBytesThatItSkipped() throws IOException {
        fixture.batches(ScanFixture.scan(Parquet.FORMAT, SCHEMA, Literal.FALSE), fixture.whole(file()));

        assertThat(fixture.counters.get(Counter.INPUT_BYTES_SKIPPED)).isGreaterThan(10_000);
        assertThat(fixture.counters.get(Counter.ROW_GROUPS_SKIPPED)).isEqualTo(10);
    }

    @Test
    void readsWhatMeetsSeveralFilters() throws IOException {
        fixture.batches(
                ScanFixture.scan(
                        Parquet.FORMAT,
                        SCHEMA,
                        call(Function.GREATER, column("l"), literal(250L, Type.BIGINT)),
                        call(Function.LESS, column("i"), literal(450, Type.INT))),
                fixture.whole(file()));

        assertThat(fixture.counters.get(Counter.ROW_GROUPS_READ)).isEqualTo(2);
    }

    private static Path file() throws IOException {
        Path file = directory.resolve("grown.parquet");
        if (Files.exists(file)) {
            return file;
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int row = 0; row < 1000; row++) {
            rows.add(TestRows.row(
                    row / 100 == 2 ? null : row,
                    (long) row,
                    (double) row,
                    "\u00e4%03d".formatted(row),
                    LocalDate.ofEpochDay(row),
                    BigDecimal.valueOf(row, 2),
                    row / 100 % 2 == 0,
                    (float) row,
                    Instant.ofEpochMilli(row),
                    (1L << 31) - 450 + row,
                    new Bytes("%04x".formatted(row))));
        }
        ParquetTestFile.write(file, FILE, SCHEMA.names(), rows, builder -> builder.withRowGroupRowCountLimit(100));
        return file;
    }

    private static InputColumn column(String name) {
        int index = SCHEMA.indexOf(name);
        return new InputColumn(index, name, SCHEMA.type(index));
    }

    private static Literal literal(@Nullable Object value, Type type) {
        return new Literal(value, type);
    }

    private static Literal text(String value) {
        return new Literal(value, Type.STRING);
    }

    private static Invoke invoke(String function, Expression... arguments) {
        ScalarFunction found = ScalarFunctions.find(function).orElseThrow();
        return new Invoke(found, List.of(arguments), function.equals("lower") ? Type.STRING : Type.BOOLEAN);
    }

    private static Call call(Function function, Expression... arguments) {
        return new Call(function, List.of(arguments), Type.BOOLEAN);
    }
}
