package io.weft.runner.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Parquet;
import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Invoke;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Function;
import io.weft.expr.ScalarFunctions;
import io.weft.plan.FileOptions;
import io.weft.plan.NodeId;
import io.weft.plan.PlanNode.Scan;
import io.weft.protocol.Counter;
import io.weft.runner.vector.TestRows;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read and what is not, in bytes. */
class PushdownTest {
    private static final MessageType FILE = MessageTypeParser.parseMessageType("""
            message m {
              optional int64 grown;
              optional int64 mixed;
              optional binary word (STRING);
              optional binary payload (STRING);
            }
            """);

    private static final Schema SCHEMA = Schema.of(
            new Field("grown", Type.BIGINT),
            new Field("mixed", Type.BIGINT),
            new Field("word", Type.STRING),
            new Field("payload", Type.STRING));

    private static final int ROWS = 20_000;
    private static final List<List<@Nullable Object>> ALL = makeRows();

    @TempDir
    Path directory;

    private final ScanFixture fixture = new ScanFixture();

    @Test
    void readsOnlyThePagesThatTheColumnIndexLeavesOpen() throws IOException {
        Path file = write(builder -> builder);
        List<List<@Nullable Object>> rows = rows();

        List<List<@Nullable Object>> found = read(
                file,
                call(Function.LESS, column("grown"), literal(1200L)),
                call(Function.GREATER_OR_EQUAL, column("grown"), literal(700L)));

        assertThat(found)
                .isEqualTo(
                        where(rows, row -> row.get(0) != null && (long) row.get(0) >= 700 && (long) row.get(0) < 1200));
        // Pages have 500 rows: the second and the third of each of the four columns are read.
        assertThat(fixture.counters.get(Counter.PAGES_READ)).isEqualTo(8);
        assertThat(fixture.counters.get(Counter.PAGES_SKIPPED)).isEqualTo(4 * ROWS / 500 - 8);
        assertThat(fixture.counters.get(Counter.ROWS_READ)).isEqualTo(1000);
        assertThat(fixture.counters.get(Counter.INPUT_BYTES)).isLessThan(Files.size(file) / 4);
        assertThat(fixture.counters.get(Counter.PAGE_BYTES_SKIPPED)).isGreaterThan(Files.size(file) * 3 / 4);
    }

    @Test
    void skipsARowGroupOfWhichNoPageIsLeft() throws IOException {
        Path file = write(builder -> builder);

        // Between the greatest value of a page and the least of the next.
        assertThat(read(
                        file,
                        call(Function.GREATER, column("grown"), literal(499L)),
                        call(Function.LESS, column("grown"), literal(500L))))
                .isEmpty();

        assertThat(fixture.counters.get(Counter.ROW_GROUPS_SKIPPED)).isEqualTo(1);
        assertThat(fixture.counters.get(Counter.ROW_GROUPS_SKIPPED_BY_PAGE_INDEX))
                .isEqualTo(1);
        assertThat(fixture.counters.get(Counter.PAGES_READ)).isZero();
    }

    @Test
    void leavesOutThePagesOfOtherColumnsWhereNoRowSurvives() throws IOException {
        Path file = write(builder -> builder);

        // Neither statistics nor dictionary nor index tell where this value is.
        List<List<@Nullable Object>> found = read(
                file,
                call(Function.EQUAL, column("mixed"), literal(rows().get(7777).get(1))));

        assertThat(found).isEqualTo(List.of(rows().get(7777)));
        // All pages of the filter's column, and one of each other.
        assertThat(fixture.counters.get(Counter.PAGES_READ)).isEqualTo(ROWS / 500 + 3);
        assertThat(fixture.counters.get(Counter.INPUT_BYTES)).isLessThan(Files.size(file) / 2);
    }

    @Test
    void skipsRowGroupsByTheirBloomFilters() throws IOException {
        Path file =
                write(builder -> builder.withBloomFilterEnabled("mixed", true).withBloomFilterNDV("mixed", ROWS));
        long absent = (long) rows().get(1).get(1) + 1;

        assertThat(read(file, call(Function.EQUAL, column("mixed"), literal(absent))))
                .isEmpty();

        assertThat(fixture.counters.get(Counter.ROW_GROUPS_SKIPPED_BY_BLOOM_FILTER))
                .isEqualTo(1);
        assertThat(fixture.counters.get(Counter.INPUT_BYTES)).isLessThan(Files.size(file) / 4);
        assertThat(read(
                        file,
                        call(
                                Function.EQUAL,
                                column("mixed"),
                                literal(rows().get(1).get(1)))))
                .hasSize(1);
    }

    @Test
    void skipsRowGroupsByTheirDictionaries() throws IOException {
        Path file = write(builder -> builder.withDictionaryEncoding("word", true));
        Literal absent = new Literal("word05", Type.STRING);

        assertThat(read(file, call(Function.EQUAL, column("word"), absent))).isEmpty();

        assertThat(fixture.counters.get(Counter.ROW_GROUPS_SKIPPED_BY_DICTIONARY))
                .isEqualTo(1);
        assertThat(fixture.counters.get(Counter.PAGES_READ)).isZero();
        // A null is not in the dictionary, and is a row that the filter wants.
        assertThat(read(
                        file,
                        call(
                                Function.OR,
                                call(Function.EQUAL, column("word"), absent),
                                call(Function.IS_NULL, column("word")))))
                .hasSize((int) rows().stream().filter(row -> row.get(2) == null).count());
    }

    @Test
    void doesNotTrustADictionaryThatPlainPagesFollow() throws IOException {
        Path file =
                write(builder -> builder.withDictionaryEncoding("payload", true).withDictionaryPageSize(2000));

        assertThat(read(
                        file,
                        call(
                                Function.EQUAL,
                                column("payload"),
                                new Literal(rows().get(ROWS - 1).get(3), Type.STRING))))
                .hasSize(1);
        assertThat(fixture.counters.get(Counter.ROW_GROUPS_SKIPPED)).isZero();
    }

    @Test
    void checksFiltersWithinPathPartitionsToo() throws IOException {
        Path whole = write(builder -> builder);
        Path file = Files.createDirectory(directory.resolve("dt=7")).resolve("part.parquet");
        Files.move(whole, file);
        Schema partitions = Schema.of(new Field("dt", Type.INT));
        List<Field> fields = new ArrayList<>(SCHEMA.fields());
        fields.add(partitions.field(0));
        Schema schema = new Schema(fields);
        Scan scan = new Scan(
                new NodeId(0),
                FileOptions.withPathPartitions(ScanFixture.input(Parquet.FORMAT, directory), partitions),
                schema,
                schema,
                List.of(
                        call(Function.EQUAL, new InputColumn(4, "dt", Type.INT), new Literal(7, Type.INT)),
                        call(Function.LESS, column("mixed"), literal(Long.MIN_VALUE / 1000 * 998))));

        List<List<@Nullable Object>> expected = new ArrayList<>();
        for (List<@Nullable Object> row : rows()) {
            if ((long) row.get(1) < Long.MIN_VALUE / 1000 * 998) {
                List<@Nullable Object> longer = new ArrayList<>(row);
                longer.add(7);
                expected.add(longer);
            }
        }
        assertThat(fixture.readFiltered(scan, fixture.whole(file)))
                .isEqualTo(expected)
                .isNotEmpty();
        assertThat(fixture.counters.get(Counter.PAGES_SKIPPED)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void picksNestedValuesOfTheRowsThatSurvive(long seed) throws IOException {
        Random random = new Random(seed);
        MessageType type = MessageTypeParser.parseMessageType(
                "message m { required int64 number; repeated int32 many; optional binary word (STRING); }");
        Schema schema = Schema.of(
                new Field("number", Type.BIGINT),
                new Field("many", Type.list(Type.INT)),
                new Field("word", Type.STRING));
        List<List<@Nullable Object>> rows = ParquetTestFile.rows(schema.types(), 5000, random);
        Path file = directory.resolve("nested.parquet");
        ParquetTestFile.write(
                file,
                type,
                schema.names(),
                rows,
                builder -> builder.withPageRowCountLimit(1 + random.nextInt(400))
                        .withRowGroupRowCountLimit(1800)
                        .withWriterVersion(random.nextBoolean() ? WriterVersion.PARQUET_1_0 : WriterVersion.PARQUET_2_0)
                        .withDictionaryEncoding(random.nextBoolean()));
        for (int run = 0; run < 8; run++) {
            // From all rows to hardly any.
            long bound = run == 0 ? Long.MAX_VALUE : Long.MIN_VALUE + (random.nextLong() >>> (3 * run - 2));
            Expression filter = call(Function.LESS, new InputColumn(0, "number", Type.BIGINT), literal(bound));

            assertThat(fixture.readFiltered(ScanFixture.scan(Parquet.FORMAT, schema, filter), fixture.whole(file)))
                    .as("seed %d, run %d", seed, run)
                    .isEqualTo(where(rows, row -> (long) row.get(0) < bound));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void givesTheRowsThatAFilterAboveWouldKeep(long seed) throws IOException {
        Random random = new Random(seed);
        Path file = write(builder -> builder.withRowGroupRowCountLimit(3000 + random.nextInt(9000))
                .withPageRowCountLimit(1 + random.nextInt(1500))
                .withWriterVersion(random.nextBoolean() ? WriterVersion.PARQUET_1_0 : WriterVersion.PARQUET_2_0)
                .withDictionaryEncoding(random.nextBoolean())
                .withBloomFilterEnabled("mixed", random.nextBoolean()));
        for (int run = 0; run < 6; run++) {
            Expression filter = condition(random, 3);
            Scan filtered = scan(filter);
            List<List<@Nullable Object>> expected = new ArrayList<>();
            fixture.batches(scan(), fixture.whole(file))
                    .forEach(batch -> expected.addAll(TestRows.rows(
                            io.weft.runner.kernel.Predicate.of(filter).filter(batch), SCHEMA.types())));

            assertThat(fixture.readFiltered(filtered, fixture.whole(file)))
                    .as("seed %d, run %d: %s", seed, run, filter)
                    .isEqualTo(expected);
        }
    }

    private Expression condition(Random random, int depth) {
        if (depth > 0 && random.nextBoolean()) {
            return call(
                    random.nextInt(3) == 0 ? Function.OR : Function.AND,
                    condition(random, depth - 1),
                    condition(random, depth - 1));
        }
        if (depth < 3 && random.nextInt(6) == 0) {
            return call(Function.NOT, condition(random, 0));
        }
        List<Function> comparisons =
                List.of(Function.EQUAL, Function.LESS, Function.GREATER, Function.GREATER_OR_EQUAL, Function.NOT_EQUAL);
        Function comparison = comparisons.get(random.nextInt(comparisons.size()));
        return switch (random.nextInt(7)) {
            case 0, 1 -> call(comparison, column("grown"), literal((long) random.nextInt(ROWS)));
            case 2 ->
                call(
                        comparison,
                        column("mixed"),
                        literal(rows().get(random.nextInt(ROWS)).get(1)));
            case 3 -> call(comparison, column("word"), new Literal("word" + random.nextInt(25), Type.STRING));
            case 4 ->
                invoke(
                        "in",
                        column("grown"),
                        literal((long) random.nextInt(ROWS)),
                        literal((long) random.nextInt(ROWS)),
                        literal(random.nextBoolean() ? null : 7L));
            case 5 -> invoke("like", column("word"), new Literal("word" + random.nextInt(3) + "%", Type.STRING));
            default -> call(random.nextBoolean() ? Function.IS_NULL : Function.IS_NOT_NULL, column("word"));
        };
    }

    private List<List<@Nullable Object>> read(Path file, Expression... filters) {
        return fixture.readFiltered(scan(filters), fixture.whole(file));
    }

    private static Scan scan(Expression... filters) {
        return ScanFixture.scan(Parquet.FORMAT, SCHEMA, filters);
    }

    private static List<List<@Nullable Object>> where(
            List<List<@Nullable Object>> rows, java.util.function.Predicate<List<@Nullable Object>> condition) {
        return rows.stream().filter(condition).toList();
    }

    private static List<List<@Nullable Object>> rows() {
        return ALL;
    }

    private static List<List<@Nullable Object>> makeRows() {
        Random random = new Random(99);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            rows.add(TestRows.row(
                    (long) row,
                    // Even, so that an odd value is in no row.
                    random.nextLong() << 1,
                    random.nextInt(6) == 0 ? null : "word%02d".formatted(2 * random.nextInt(10)),
                    "a payload of some length, the %dth, %x".formatted(row, random.nextLong())));
        }
        return rows;
    }

    private Path write(UnaryOperator<ExampleParquetWriter.Builder> options) throws IOException {
        Path file = directory.resolve("pushdown.parquet");
        ParquetTestFile.write(
                file,
                FILE,
                SCHEMA.names(),
                rows(),
                builder -> options.apply(builder.withPageRowCountLimit(500).withDictionaryEncoding(false)));
        return file;
    }

    private static InputColumn column(String name) {
        int index = SCHEMA.indexOf(name);
        return new InputColumn(index, name, SCHEMA.type(index));
    }

    private static Literal literal(@Nullable Object value) {
        return new Literal(value, Type.BIGINT);
    }

    private static Expression invoke(String function, Expression... arguments) {
        return new Invoke(ScalarFunctions.find(function).orElseThrow(), List.of(arguments), Type.BOOLEAN);
    }

    private static Call call(Function function, Expression... arguments) {
        return new Call(function, List.of(arguments), Type.BOOLEAN);
    }
}
