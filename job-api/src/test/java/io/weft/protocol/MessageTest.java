package io.weft.protocol;

import static io.weft.api.Columns.asc;
import static io.weft.api.Columns.avg;
import static io.weft.api.Columns.col;
import static io.weft.api.Columns.count;
import static io.weft.api.Columns.date;
import static io.weft.api.Columns.decimal;
import static io.weft.api.Columns.descNullsFirst;
import static io.weft.api.Columns.grouping;
import static io.weft.api.Columns.lit;
import static io.weft.api.Columns.max;
import static io.weft.api.DateFunctions.hour;
import static io.weft.api.WindowFunctions.lag;
import static io.weft.api.WindowFunctions.rank;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.JoinType;
import io.weft.api.Text;
import io.weft.api.Window;
import io.weft.api.WindowSpec;
import io.weft.error.ErrorCode;
import io.weft.error.Failure;
import io.weft.expr.JobTime;
import io.weft.plan.Planned;
import io.weft.stage.AttemptId;
import io.weft.stage.FileRange;
import io.weft.stage.FileSplit;
import io.weft.stage.FormatSplit;
import io.weft.stage.JobId;
import io.weft.stage.Split;
import io.weft.stage.Stage;
import io.weft.stage.StageGraph;
import io.weft.stage.StageId;
import io.weft.stage.StageOutput;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MessageTest {
    private static final StageId STAGE = new JobId(3).stage(2);
    private static final AttemptId ATTEMPT = STAGE.task(14).attempt(1);
    private static final Failure FAILURE = new Failure(ErrorCode.FETCH_FAILED, "ähm");

    private static final List<Payload> KEYS =
            List.of(new Payload(new byte[] {1, 2}), new Payload(new byte[] {1, (byte) 0x80}));

    private static Counters counters() {
        Counters counters = new Counters();
        counters.add(Counter.ROWS_READ, 1L << 60);
        counters.add(Counter.TASK_MILLIS, 7);
        counters.reach(Peak.RESIDENT, 1L << 40);
        return counters;
    }

    private static StageGraph stages() {
        return Planned.explained(
                        (job, items) -> {
                            items.where(col("price")
                                            .between(decimal("0.05"), 3)
                                            .and(col("sold").notEqual(date("1998-09-02"))))
                                    .where(col("name")
                                            .isNotNull()
                                            .or(col("gift").not()))
                                    .where(col("name")
                                            .isIn("a", "b")
                                            .or(col("name").like("%x")))
                                    .filter(row -> true)
                                    .where(lit((byte) -1)
                                            .lessThan(lit((short) 2)
                                                    .plus(lit(1.1f).tryCast(Type.SMALLINT)))
                                            .or(lit(Instant.ofEpochSecond(-1, 1000))
                                                    .lessThan(Instant.parse("+200000-01-01T00:00:00Z")))
                                            .or(lit(LocalDateTime.of(12000, 1, 1, 0, 0))
                                                    .lessThan(LocalDateTime.of(-5, 1, 1, 0, 0)))
                                            .or(lit(new byte[] {0, -1}).notEqual(new byte[0])))
                                    .flatMap(
                                            Schema.of(new Field("word", Type.STRING), new Field("n", Type.BIGINT)),
                                            (row, out) -> out.emit("a", 1L))
                                    .groupBy(
                                            col("word"),
                                            col("n").cast(Type.DOUBLE)
                                                    .multiply(lit(2.5))
                                                    .as("twice"))
                                    .aggregate(
                                            count(),
                                            avg("n").as("mean"),
                                            max(col("n").negate()).as("least"))
                                    .limit(1L << 40)
                                    .write(Text.at("out"));
                            items.select("id")
                                    .sample(0.1, -5)
                                    .union(items.select("id").limit(3).sample(1, 5))
                                    .distinct()
                                    .show();
                            items.select("id").exceptAll(items.select("id")).show();
                            items.as("a")
                                    .join(
                                            items.as("b"),
                                            col("a.id")
                                                    .equalTo(col("b.id"))
                                                    .and(col("a.price").lessThan(col("b.price"))),
                                            JoinType.FULL)
                                    .whereNotIn(col("a.id"), items.select("id"))
                                    .show();
                            items.cube("name", "gift")
                                    .aggregate(count(), grouping("gift"))
                                    .show();
                            items.map(
                                            Schema.of(new Field("words", Type.list(Type.STRING))),
                                            row -> List.of(List.of("a")))
                                    .posexplodeOuter(col("words"), "place", "word")
                                    .show();
                            items.groupBy("name")
                                    .sortedBy(
                                            descNullsFirst("sold"),
                                            asc(col("count").plus(1)))
                                    .reduceGroups(Schema.of(new Field("n", Type.INT)), (key, rows, out) -> out.emit(1))
                                    .show();
                            items.orderBy(asc("id"), descNullsFirst(col("price").negate()))
                                    .write(Text.at("sorted"));
                            items.select(hour(col("sold").cast(Type.TIMESTAMP)).as("hour"))
                                    .show();
                            items.orderBy("id").limit(5).show();
                            WindowSpec window = Window.partitionBy("name").orderBy(descNullsFirst("id"));
                            items.select(
                                            rank().over(window),
                                            lag(col("id"), 2, 0).over(window),
                                            max("price").over(window.rowsBetween(-1, Window.unboundedFollowing())))
                                    .show();
                            items.show();
                        },
                        new JobTime(Instant.EPOCH, ZoneId.of("Europe/Zurich")))
                .stages();
    }

    static Stream<Request> requests() {
        AttemptReport.Succeeded done = new AttemptReport.Succeeded(
                ATTEMPT,
                counters(),
                Optional.of(PartitionSizes.of(new long[] {0, 1, 1 << 20})),
                List.of(new OutputFile("a/part-0", 5, 2, 0xFFFFFFFFL)));
        AttemptReport sampled = new AttemptReport.Succeeded(ATTEMPT, counters(), Optional.empty(), List.of())
                .withSample(new KeySample(KEYS, 1L << 40));
        AttemptReport failed = new AttemptReport.Failed(ATTEMPT, counters(), FAILURE, Optional.of(ATTEMPT));
        return Stream.of(
                new Request.Hello("container_1", "host", 2, 13562, 0),
                new Request.Poll("container_1", 9, List.of(new AttemptReport.Running(ATTEMPT, counters()))),
                new Request.Report("container_1", done),
                new Request.Report("container_1", done.withBadRows(Optional.of(new OutputFile("b-0", 1, 2, 3)))),
                new Request.Report("container_1", sampled),
                new Request.Report("container_1", failed),
                new Request.StageQuery(STAGE),
                new Request.FunctionsQuery(new JobId(3)),
                new Request.LocationsQuery(STAGE, 70_000),
                new Request.ResultPage(ATTEMPT, 3, new Payload(new byte[] {1, 2})),
                new Request.CommitQuery(ATTEMPT),
                new Request.StatusQuery(new JobId(0)),
                new Request.RowsQuery(new JobId(0), 1, 2),
                new Request.Kill(new JobId(0), "Ctrl-C"),
                new Request.Farewell(new JobId(0)));
    }

    static Stream<Reply> replies() {
        Split files = new FileSplit(List.of(new FileRange("hdfs://a/b", 5, 10, 1L << 40, 17)), List.of("h1", "h2"));
        Split piece = new FormatSplit("ids below 9", 2, new byte[] {0, -1}, OptionalLong.of(1L << 40), List.of("h1"));
        Split unknown = new FormatSplit("all", 1, new byte[0], OptionalLong.empty(), List.of());
        TaskInput shuffle = new TaskInput.OfShuffle(List.of(
                new TaskInput.Portion(STAGE, List.of(new TaskInput.Slice(3, 0, 100))),
                new TaskInput.Portion(new JobId(3).stage(0), List.of())));
        List<Reply> stages = new ArrayList<>();
        for (Stage stage : stages().stages()) {
            boolean isRanged = stage.output() instanceof StageOutput.Ranged;
            stages.add(new Reply.StageOf(
                    stage,
                    "hdfs://a/.weft",
                    "hdfs://a/.weft-bad",
                    isRanged ? Optional.of(new RangeBounds(KEYS)) : Optional.empty()));
        }
        return Stream.concat(
                stages.stream(),
                Stream.of(
                        new Reply.Done(),
                        new Reply.Refused(FAILURE),
                        new Reply.Welcome("application_1_0001", 1000),
                        new Reply.Orders(
                                4,
                                List.of(
                                        new Assignment(ATTEMPT, new TaskInput.OfSplit(files)),
                                        new Assignment(ATTEMPT, new TaskInput.OfSplit(piece)),
                                        new Assignment(ATTEMPT, new TaskInput.OfSplit(unknown)),
                                        new Assignment(ATTEMPT, shuffle)),
                                List.of(ATTEMPT),
                                true),
                        new Reply.Functions(new Payload(new byte[] {9})),
                        new Reply.Locations(List.of(new ShuffleLocation(ATTEMPT, "h1", 0, 999)), 4),
                        new Reply.Status(
                                JobState.FAILED,
                                List.of(new StageProgress(0, 10, 1, 2, 3, counters())),
                                4,
                                Optional.of(FAILURE),
                                "report"),
                        new Reply.Rows(new Payload(new byte[] {1}), true)));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void requestsSurviveTheWire(Request request) {
        assertThat(Request.fromBytes(request.toBytes())).isEqualTo(request);
    }

    @ParameterizedTest
    @MethodSource("replies")
    void repliesSurviveTheWire(Reply reply) {
        assertThat(Reply.fromBytes(reply.toBytes())).isEqualTo(reply);
    }

    @Test
    void aJobSurvivesTheWire() {
        TreeMap<String, String> settings = new TreeMap<>();
        settings.put("weft.job.max-slots", "2");
        JobDescription job = new JobDescription("a job", stages(), new Payload(new byte[] {1}), settings);
        assertThat(JobDescription.fromBytes(job.toBytes())).isEqualTo(job);
    }

    @Test
    void damagedBytesAreRefusedAndNothingElse() {
        long seed = new Random().nextLong();
        System.out.println("MessageTest seed " + seed);
        Random random = new Random(seed);
        List<Reply> replies = replies().toList();
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = replies.get(random.nextInt(replies.size())).toBytes();
            byte[] damaged = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            if (damaged.length > 0) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                Reply.fromBytes(damaged);
            } catch (IllegalArgumentException expected) {
                assertThat(expected).hasMessageMatching("(?s).+");
            }
        }
    }

    @Test
    void tooManyBytesAreRefused() {
        byte[] bytes = Arrays.copyOf(new Reply.Done().toBytes(), 3);
        assertThatThrownBy(() -> Reply.fromBytes(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Not a message: 2 bytes too many");
    }

    @Test
    void aSizeIsNeverTooSmallAndAtMostAnEighthTooLarge() {
        Random random = new Random(1);
        for (int round = 0; round < 10_000; round++) {
            long size = random.nextLong(1L << random.nextInt(1, 41));
            long read = PartitionSizes.of(new long[] {size}).size(0);
            assertThat(read).isBetween(size, size + size / 8 + 1);
        }
    }
}
