package io.weft.runner.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Parquet;
import io.weft.api.Row;
import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.Cast;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Function;
import io.weft.expr.Misfit;
import io.weft.plan.Output;
import io.weft.protocol.Counters;
import io.weft.runner.kernel.Projection;
import io.weft.runner.memory.MemoryArbiter;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.scan.ScanFixture;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Bytes;
import io.weft.runner.vector.TestRows;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.StructType;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares casts and comparisons, and values of all types, with what DuckDB makes of the same file, which Weft has written. Where DuckDB does otherwise on
 * purpose, its side says so: it rounds to integers, where Weft cuts off, and compares a float with an integer as floats.
 */
class DuckDbTypesTest {
    private static final int ROWS = 2000;
    private static final StructType STRUCT = Type.struct(new Field("a", Type.INT), new Field("b", Type.STRING));
    private static final Schema SCHEMA = Schema.of(
            new Field("id", Type.BIGINT),
            new Field("t", Type.TINYINT),
            new Field("s", Type.SMALLINT),
            new Field("i", Type.INT),
            new Field("b", Type.BIGINT),
            new Field("f", Type.FLOAT),
            new Field("d", Type.DOUBLE),
            new Field("n", Type.decimal(12, 3)),
            new Field("z", Type.BOOLEAN),
            new Field("day", Type.DATE),
            new Field("w", Type.TIMESTAMP_NTZ),
            new Field("m", Type.TIMESTAMP),
            new Field("x", Type.STRING),
            new Field("y", Type.BINARY),
            new Field("l", Type.list(Type.INT)),
            new Field("st", STRUCT),
            new Field("mp", Type.map(Type.STRING, Type.DOUBLE)));

    private static final double[] DOUBLES = {0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, 127.9, -128.9, 3e9, 0.1};
    private static final String[] TEXTS = {
        "1", "-7", " 42 ", "127", "128", "40000", "3000000000", "x", "", "1998-09-02", "true"
    };

    @TempDir
    Path directory;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    /** An expression of Weft's, and what it is in DuckDB's SQL. */
    private record Pair(Expression expression, String sql) {}

    private static Expression column(String name) {
        int index = SCHEMA.indexOf(name);
        return new InputColumn(index, name, SCHEMA.type(index));
    }

    private static Pair tryCast(String name, Type type, String sqlType) {
        return new Pair(new Cast(column(name), type, Misfit.IS_NULL), "try_cast(%s as %s)".formatted(name, sqlType));
    }

    private static Pair truncating(String name, Type type, String sqlType) {
        return new Pair(
                new Cast(column(name), type, Misfit.IS_NULL), "try_cast(trunc(%s) as %s)".formatted(name, sqlType));
    }

    private static Pair compare(Function function, String left, String right, Type common, String sqlType) {
        String sql = "cast(%s as %s) %s cast(%s as %s)".formatted(left, sqlType, function.symbol(), right, sqlType);
        return new Pair(
                new Call(function, List.of(as(column(left), common), as(column(right), common)), Type.BOOLEAN), sql);
    }

    private static Expression as(Expression expression, Type type) {
        return expression.type().equals(type) ? expression : new Cast(expression, type);
    }

    private static List<Pair> pairs() {
        Map<Type, String> integers = new LinkedHashMap<>();
        integers.put(Type.TINYINT, "tinyint");
        integers.put(Type.SMALLINT, "smallint");
        integers.put(Type.INT, "int");
        integers.put(Type.BIGINT, "bigint");
        List<Pair> pairs = new ArrayList<>();
        integers.forEach((type, sql) -> {
            List.of("t", "s", "i", "b", "z").forEach(from -> pairs.add(tryCast(from, type, sql)));
            List.of("f", "d", "n").forEach(from -> pairs.add(truncating(from, type, sql)));
            pairs.add(tryCast("x", type, sql));
        });
        for (String number : List.of("t", "s", "i", "b", "f", "d")) {
            pairs.add(tryCast(number, Type.FLOAT, "float"));
            pairs.add(tryCast(number, Type.DOUBLE, "double"));
            pairs.add(tryCast(number, Type.BOOLEAN, "boolean"));
        }
        for (String number : List.of("t", "s", "i", "b", "n")) {
            pairs.add(tryCast(number, Type.decimal(10, 2), "decimal(10,2)"));
            pairs.add(tryCast(number, Type.STRING, "varchar"));
        }
        for (Function function : List.of(Function.EQUAL, Function.LESS, Function.GREATER_OR_EQUAL)) {
            pairs.add(compare(function, "t", "s", Type.SMALLINT, "smallint"));
            pairs.add(compare(function, "t", "b", Type.BIGINT, "bigint"));
            pairs.add(compare(function, "f", "i", Type.DOUBLE, "double"));
            pairs.add(compare(function, "f", "f", Type.FLOAT, "float"));
            pairs.add(compare(function, "f", "d", Type.DOUBLE, "double"));
            pairs.add(compare(function, "n", "i", Type.decimal(13, 3), "decimal(13,3)"));
            pairs.add(compare(function, "w", "w", Type.TIMESTAMP_NTZ, "timestamp"));
            pairs.add(compare(function, "y", "y", Type.BINARY, "blob"));
        }
        for (String time : List.of("day", "w")) {
            pairs.add(tryCast(time, Type.STRING, "varchar"));
        }
        pairs.add(new Pair(
                new Cast(new Cast(column("day"), Type.TIMESTAMP_NTZ), Type.STRING),
                "cast(cast(day as timestamp) as varchar)"));
        pairs.add(
                new Pair(new Cast(new Cast(column("w"), Type.DATE), Type.STRING), "cast(cast(w as date) as varchar)"));
        pairs.add(new Pair(
                new Cast(new Cast(new Cast(column("w"), Type.STRING), Type.TIMESTAMP_NTZ), Type.STRING),
                "cast(cast(cast(w as varchar) as timestamp) as varchar)"));
        pairs.add(new Pair(
                new Cast(new Cast(column("m"), Type.TIMESTAMP_NTZ), Type.STRING),
                "cast(make_timestamp(epoch_us(m)) as varchar)"));
        return pairs;
    }

    @Test
    void castsAndComparesAsDuckDbDoes() throws SQLException {
        Path file = write(rows());
        List<Pair> pairs = pairs();
        List<Type> types = pairs.stream().map(pair -> pair.expression().type()).toList();
        Projection projection =
                new Projection(pairs.stream().map(Pair::expression).toList());
        List<List<@Nullable Object>> found = new ArrayList<>();
        ScanFixture fixture = new ScanFixture();
        for (Batch batch : fixture.batches(ScanFixture.scan(Parquet.FORMAT, SCHEMA), fixture.whole(file))) {
            found.addAll(TestRows.rows(projection.project(batch), types));
        }

        List<String> sqls = pairs.stream().map(Pair::sql).toList();
        List<List<@Nullable Object>> expected =
                query("select %s from '%s' order by id".formatted(String.join(", ", sqls), file), pairs.size());
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < pairs.size(); column++) {
                assertThat(found.get(row).get(column))
                        .as("seed %d, row %d, %s", seed, row, pairs.get(column))
                        .isEqualTo(expected.get(row).get(column));
            }
        }
    }

    @Test
    void readsWhatDuckDbWritesAgain() throws SQLException {
        List<List<@Nullable Object>> rows = rows();
        Path copy = directory.resolve("copy.parquet");
        query("copy (select * from '%s') to '%s' (format parquet)".formatted(write(rows), copy), 0);

        ScanFixture fixture = new ScanFixture();
        assertThat(fixture.read(ScanFixture.scan(Parquet.FORMAT, SCHEMA), fixture.whole(copy)))
                .as("seed %d", seed)
                .isEqualTo(rows);
    }

    private Path write(List<List<@Nullable Object>> rows) {
        org.apache.hadoop.fs.Path attempt =
                new org.apache.hadoop.fs.Path(directory.resolve("attempt").toUri());
        Output output = new Output(Parquet.FORMAT, "out", new TreeMap<>());
        try (TaskMemory memory = new MemoryArbiter(64L << 20, 1).open("test");
                FileSink sink =
                        new FileSinks(new Configuration(), new Counters(), memory).create(output, SCHEMA, attempt, 0)) {
            sink.write(TestRows.batch(SCHEMA.types(), rows));
            return directory.resolve("attempt").resolve(sink.finish().get(0).name());
        }
    }

    private static List<List<@Nullable Object>> query(String sql, int columns) throws SQLException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            if (columns == 0) {
                statement.execute(sql);
                return rows;
            }
            try (ResultSet result = statement.executeQuery(sql)) {
                while (result.next()) {
                    List<@Nullable Object> row = new ArrayList<>();
                    for (int column = 1; column <= columns; column++) {
                        row.add(result.getObject(column));
                    }
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    private List<List<@Nullable Object>> rows() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (long id = 0; id < ROWS; id++) {
            List<@Nullable Object> row = new ArrayList<>(values());
            for (int column = 0; column < row.size(); column++) {
                if (random.nextInt(10) == 0) {
                    row.set(column, null);
                }
            }
            row.add(0, id);
            rows.add(row);
        }
        return rows;
    }

    private List<Object> values() {
        double number = random.nextBoolean()
                ? DOUBLES[random.nextInt(DOUBLES.length)]
                : random.nextGaussian() * Math.pow(10, random.nextInt(12));
        LocalDate day = LocalDate.of(1900, 1, 1).plusDays(random.nextInt(80_000));
        LocalDateTime time = day.atTime(random.nextInt(24), random.nextInt(60), random.nextInt(60));
        long micros = random.nextBoolean() ? 0 : random.nextInt(1_000_000);
        List<@Nullable Object> list = new ArrayList<>();
        for (int count = random.nextInt(4); count > 0; count--) {
            list.add(random.nextInt(5) == 0 ? null : random.nextInt());
        }
        Map<Object, @Nullable Object> map = new LinkedHashMap<>();
        for (int count = random.nextInt(3); count > 0; count--) {
            map.put("k" + count, random.nextBoolean() ? null : random.nextInt() / 8.0);
        }
        return List.of(
                (byte) random.nextInt(),
                (short) random.nextInt(),
                random.nextInt() >> random.nextInt(32),
                random.nextLong() >> random.nextInt(64),
                (float) number,
                number,
                new BigDecimal(random.nextInt()).movePointLeft(3),
                random.nextBoolean(),
                day,
                time.plusNanos(micros * 1000),
                time.plusNanos(micros * 1000).toInstant(ZoneOffset.UTC),
                TEXTS[random.nextInt(TEXTS.length)],
                Bytes.of(TEXTS[random.nextInt(TEXTS.length)].getBytes(StandardCharsets.UTF_8)),
                list,
                Row.of(STRUCT.schema(), Arrays.asList(random.nextBoolean() ? null : 5, "b" + random.nextInt(9))),
                map);
    }
}
