package io.weft.appmaster.schedule;

import io.weft.expr.Expression.InputColumn;
import io.weft.expr.SortColumn;
import io.weft.expr.SortOrder;
import io.weft.plan.Input;
import io.weft.plan.Join;
import io.weft.plan.JoinKind;
import io.weft.plan.NodeId;
import io.weft.plan.Output;
import io.weft.plan.Partitioning;
import io.weft.plan.Plan;
import io.weft.plan.PlanNode;
import io.weft.protocol.KeySample;
import io.weft.protocol.Payload;
import io.weft.stage.FileRange;
import io.weft.stage.FileSplit;
import io.weft.stage.JobId;
import io.weft.stage.Split;
import io.weft.stage.Stage;
import io.weft.stage.StageGraph;
import io.weft.stage.StageId;
import io.weft.stage.StageOutput;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.SimpleType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Small jobs to schedule. */
final class TestJobs {
    static final JobId JOB = new JobId(0);
    static final StageId FIRST = JOB.stage(0);
    static final StageId SECOND = JOB.stage(1);
    static final StageId THIRD = JOB.stage(2);
    static final StageId FOURTH = JOB.stage(3);

    private static final Schema SCHEMA = new Schema(List.of(new Field("id", SimpleType.BIGINT)));

    private TestJobs() {}

    /** Reads splits and writes files. */
    static Event.JobPlanned scanning(List<Split> splits) {
        return new Event.JobPlanned(
                new StageGraph(JOB, List.of(new Stage(FIRST, scan(), written()))), Map.of(FIRST, splits));
    }

    /** Reads splits, exchanges rows by hash, as many times as there are partition counts, and writes files. */
    static Event.JobPlanned shuffling(List<Split> splits, int... partitions) {
        List<Stage> stages = new ArrayList<>();
        for (int stage = 0; stage <= partitions.length; stage++) {
            Plan plan = stage == 0 ? scan() : shuffleRead(JOB.stage(stage - 1));
            StageOutput output = stage == partitions.length ? written() : shuffled(partitions[stage]);
            stages.add(new Stage(JOB.stage(stage), plan, output));
        }
        return new Event.JobPlanned(new StageGraph(JOB, stages), Map.of(FIRST, splits));
    }

    /** Reads splits, brings all rows to one task, and writes files. */
    static Event.JobPlanned toOne(List<Split> splits) {
        StageOutput one = new StageOutput.Shuffled(new Partitioning.ToOne(), 1);
        List<Stage> stages = List.of(new Stage(FIRST, scan(), one), new Stage(SECOND, shuffleRead(FIRST), written()));
        return new Event.JobPlanned(new StageGraph(JOB, stages), Map.of(FIRST, splits));
    }

    /** Two stages read splits and exchange rows by hash into one exchange; another writes files of it. */
    static Event.JobPlanned uniting(List<Split> first, List<Split> second, int partitions) {
        List<Stage> stages = List.of(
                new Stage(FIRST, scan(), shuffled(partitions)),
                new Stage(SECOND, scan(), shuffled(partitions)),
                new Stage(THIRD, shuffleRead(FIRST, SECOND), written()));
        return new Event.JobPlanned(new StageGraph(JOB, stages), Map.of(FIRST, first, SECOND, second));
    }

    /**
     * One stage brings its rows to all tasks of the second, which reads splits; the second and the third divide theirs by hash, and
     * the fourth writes files of both and of the first.
     */
    static Event.JobPlanned joining(List<Split> copied, List<Split> left, List<Split> right, int partitions) {
        StageOutput toAll = new StageOutput.Shuffled(new Partitioning.ToAll(), 1);
        PlanNode.ShuffleRead all = read(1, PlanNode.ShuffleRead.Extent.ALL, FIRST);
        List<PlanNode> scanning = new ArrayList<>(scan().nodes());
        scanning.add(all);
        scanning.add(join(2, 0, 1, Join.Strategy.BROADCAST));
        List<PlanNode> joining = List.of(
                read(0, PlanNode.ShuffleRead.Extent.PARTITIONS, SECOND),
                all,
                join(2, 0, 1, Join.Strategy.BROADCAST),
                read(3, PlanNode.ShuffleRead.Extent.PARTITIONS, THIRD),
                join(4, 2, 3, Join.Strategy.PARTITIONED));
        List<Stage> stages = List.of(
                new Stage(FIRST, scan(), toAll),
                new Stage(SECOND, new Plan(scanning), shuffled(partitions)),
                new Stage(THIRD, scan(), shuffled(partitions)),
                new Stage(FOURTH, new Plan(joining), written()));
        return new Event.JobPlanned(new StageGraph(JOB, stages), Map.of(FIRST, copied, SECOND, left, THIRD, right));
    }

    private static Join join(int node, int left, int right, Join.Strategy strategy) {
        InputColumn key = new InputColumn(0, "id", SimpleType.BIGINT);
        Join.Matching matching = new Join.Matching(JoinKind.SEMI, List.of(key), List.of(key), Optional.empty());
        return new Join(new NodeId(node), new NodeId(left), new NodeId(right), matching, strategy, SCHEMA);
    }

    /** Reads splits, divides rows by ranges whose bounds follow from a first stage's samples, and writes files. */
    static Event.JobPlanned ranged(List<Split> splits) {
        List<SortColumn> columns = List.of(new SortColumn(0, SortOrder.ASC_NULLS_FIRST));
        List<Stage> stages = List.of(
                new Stage(FIRST, scan(), new StageOutput.Sampled(columns)),
                new Stage(SECOND, scan(), new StageOutput.Ranged(columns, List.of(FIRST), 8)),
                new Stage(THIRD, shuffleRead(SECOND), written()));
        return new Event.JobPlanned(new StageGraph(JOB, stages), Map.of(FIRST, splits, SECOND, splits));
    }

    /** A sample of keys none of which begins with another. */
    static KeySample sample(long rows, String... keys) {
        return new KeySample(
                Arrays.stream(keys)
                        .map(key -> new Payload((key + "\0").getBytes(StandardCharsets.US_ASCII)))
                        .toList(),
                rows);
    }

    private static Plan scan() {
        Input input = new Input("text", List.of("hdfs://cluster/input"), new TreeMap<>());
        return new Plan(List.of(new PlanNode.Scan(new NodeId(0), input, SCHEMA, SCHEMA, List.of())));
    }

    private static Plan shuffleRead(StageId... producers) {
        return new Plan(List.of(read(0, PlanNode.ShuffleRead.Extent.PARTITIONS, producers)));
    }

    private static PlanNode.ShuffleRead read(int node, PlanNode.ShuffleRead.Extent extent, StageId... producers) {
        return new PlanNode.ShuffleRead(new NodeId(node), List.of(producers), extent, SCHEMA);
    }

    private static StageOutput shuffled(int partitions) {
        return new StageOutput.Shuffled(new Partitioning.Hash(List.of(0)), partitions);
    }

    private static StageOutput written() {
        return new StageOutput.Written(new Output("text", "hdfs://cluster/output", new TreeMap<>()));
    }

    /** A split on these hosts. */
    static Split split(String... hosts) {
        return new FileSplit(List.of(new FileRange("hdfs://cluster/input/part", 0, 100, 100, 0)), List.of(hosts));
    }

    /** So many splits, each of as much as a task behind an exchange should have. */
    static List<Split> largeSplits(int count, String... hosts) {
        List<Split> splits = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            FileRange range = new FileRange("hdfs://cluster/input/part" + number, 0, 64 << 20, 64 << 20, 0);
            splits.add(new FileSplit(List.of(range), List.of(hosts)));
        }
        return splits;
    }

    /** So many splits on the same hosts. */
    static List<Split> splits(int count, String... hosts) {
        List<Split> splits = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            splits.add(split(hosts));
        }
        return splits;
    }
}
