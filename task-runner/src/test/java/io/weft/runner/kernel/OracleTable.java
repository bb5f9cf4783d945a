package io.weft.runner.kernel;

import io.weft.api.Column;
import io.weft.api.JobContext;
import io.weft.api.Parquet;
import io.weft.expr.ConstantFolder;
import io.weft.expr.Expression;
import io.weft.expr.JobTime;
import io.weft.plan.NodeId;
import io.weft.plan.Plan;
import io.weft.plan.PlanNode;
import io.weft.plan.Resolver;
import io.weft.runner.kernel.TestVectors.Form;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random rows of all types, as a batch and as a table {@code t} of DuckDB's. */
final class OracleTable {
    static final Schema SCHEMA = Schema.of(
            new Field("t", Type.STRING),
            new Field("u", Type.STRING),
            new Field("i", Type.INT),
            new Field("j", Type.INT),
            new Field("b", Type.BIGINT),
            new Field("d", Type.DOUBLE),
            new Field("x", Type.decimal(12, 3)),
            new Field("flag", Type.BOOLEAN),
            new Field("dt", Type.DATE),
            new Field("ts", Type.TIMESTAMP_NTZ),
            new Field("tz", Type.TIMESTAMP));

    /** The time of the job. */
    static final JobTime NOW = new JobTime(Instant.parse("2001-02-03T04:05:06Z"), ZoneOffset.UTC);

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            "abc",
            "abcabc",
            "Straße",
            "  both ends  ",
            "a,b,,c",
            ",",
            "ÉLAN vital",
            "😀b😀",
            "100%",
            "x_y",
            "ABc",
            "a\tb",
            "ssa",
            "cccccccccccccccccccc",
            "ααβ",
            "b,c");
    private static final List<String> PARTS = List.of("", "a", "b", ",", "ab", "ß", " ", "%", "_b%", "😀", "abc");

    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    /** A table of so many rows, one of four values null. */
    OracleTable(int size, Random random) {
        this(size, random, ZoneOffset.UTC);
    }

    /** The same, with times from 1970 on, many of them near those at which the clocks of a zone are changed. */
    OracleTable(int size, Random random, ZoneId zone) {
        for (int row = 0; row < size; row++) {
            List<@Nullable Object> values = new ArrayList<>();
            for (Field field : SCHEMA.fields()) {
                values.add(random.nextInt(4) == 0 ? null : value(field, random, zone));
            }
            rows.add(values);
        }
    }

    private static Object value(Field field, Random random, ZoneId zone) {
        boolean isTime = field.type().equals(Type.TIMESTAMP) || field.type().equals(Type.TIMESTAMP_NTZ);
        if (isTime && !zone.equals(ZoneOffset.UTC)) {
            LocalDateTime time = timeNearAChange(zone, random);
            return field.type().equals(Type.TIMESTAMP) ? time.toInstant(ZoneOffset.UTC) : time;
        }
        return switch (field.name()) {
            case "t" -> TEXTS.get(random.nextInt(TEXTS.size()));
            case "u" -> PARTS.get(random.nextInt(PARTS.size()));
            case "i" -> random.nextInt(31) - 15;
            case "j" -> random.nextInt(9) - 4;
            case "b" -> random.nextBoolean() ? random.nextInt() * 1000L : random.nextInt(2000) - 1000L;
            case "d" -> random.nextInt(5) == 0 ? (random.nextInt(9) - 4) / 2.0 : random.nextGaussian() * 100;
            case "x" -> BigDecimal.valueOf(random.nextInt(random.nextBoolean() ? 10_000 : 2_000_000) - 5_000, 3);
            case "flag" -> random.nextBoolean();
            case "dt" -> LocalDate.of(1890 + random.nextInt(200), 1, 1).plusDays(random.nextInt(366));
            case "ts" -> time(random);
            default -> time(random).toInstant(ZoneOffset.UTC);
        };
    }

    private static LocalDateTime timeNearAChange(ZoneId zone, Random random) {
        Instant any = Instant.ofEpochSecond(random.nextLong(2_000_000_000L), 1_000L * random.nextInt(1_000_000));
        ZoneOffsetTransition change = zone.getRules().nextTransition(any);
        boolean stays = change == null || random.nextInt(3) == 0;
        return LocalDateTime.ofInstant(
                stays ? any : change.getInstant().plusSeconds(random.nextInt(48 * 3_600) - 24 * 3_600), ZoneOffset.UTC);
    }

    private static LocalDateTime time(Random random) {
        LocalDateTime day = LocalDate.of(1890 + random.nextInt(200), 1, 1)
                .plusDays(random.nextInt(366))
                .atStartOfDay();
        return switch (random.nextInt(3)) {
            case 0 -> day;
            case 1 -> day.plusSeconds(random.nextInt(86_400));
            default -> day.plusNanos(1_000 * (random.nextLong() >>> 1) % 86_400_000_000_000L / 1_000 * 1_000);
        };
    }

    int size() {
        return rows.size();
    }

    /** All rows with vectors of one form. */
    Batch batch(Form form) {
        return batch(rows, form);
    }

    /** One of the rows. */
    Batch batch(int row, Form form) {
        return batch(List.of(rows.get(row)), form);
    }

    private static Batch batch(List<List<@Nullable Object>> rows, Form form) {
        List<Vector> vectors = new ArrayList<>();
        for (int column = 0; column < SCHEMA.size(); column++) {
            List<@Nullable Object> values = new ArrayList<>();
            for (List<@Nullable Object> row : rows) {
                values.add(row.get(column));
            }
            vectors.add(TestVectors.of(SCHEMA.type(column), values, form));
        }
        return new Batch(rows.size(), vectors);
    }

    /** The row as text, for messages. */
    String describe(int row) {
        return rows.get(row).toString();
    }

    /** The expression that a column of an author's is over this table, with the time of the job. */
    static Expression resolve(Column column) {
        return ConstantFolder.fold(unfolded(column), NOW);
    }

    static Expression unfolded(Column column) {
        return unfolded(column, SCHEMA);
    }

    /** The expression over columns of any schema. */
    static Expression unfolded(Column column, Schema schema) {
        Plan plan = new Resolver(input -> schema)
                .resolve(JobContext.define(
                                job -> job.read(Parquet.at("t"))
                                        .select(column.as("it"))
                                        .show(),
                                Map.of(),
                                row -> {})
                        .written());
        return ((PlanNode.Project) plan.node(new NodeId(1))).columns().get(0).expression();
    }

    void createIn(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table t (t varchar, u varchar, i integer, j integer, b bigint, d double,"
                    + " x decimal(12,3), flag boolean, dt date, ts timestamp, tz timestamptz, row integer)");
        }
        try (PreparedStatement insert =
                connection.prepareStatement("insert into t values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (int row = 0; row < rows.size(); row++) {
                for (int column = 0; column < SCHEMA.size(); column++) {
                    Object value = rows.get(row).get(column);
                    insert.setObject(
                            column + 1, value instanceof Instant moment ? moment.atOffset(ZoneOffset.UTC) : value);
                }
                insert.setInt(SCHEMA.size() + 1, row);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
