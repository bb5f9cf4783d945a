package io.weft.protocol;

import io.weft.expr.Expression;
import io.weft.expr.SortColumn;
import io.weft.expr.SortOrder;
import io.weft.plan.Expand;
import io.weft.plan.Explode;
import io.weft.plan.Input;
import io.weft.plan.Join;
import io.weft.plan.NodeId;
import io.weft.plan.Output;
import io.weft.plan.Partitioning;
import io.weft.plan.Plan;
import io.weft.plan.PlanNode;
import io.weft.plan.PlanNode.Aggregation;
import io.weft.plan.PlanNode.Collect;
import io.weft.plan.PlanNode.Exchange;
import io.weft.plan.PlanNode.Filter;
import io.weft.plan.PlanNode.FlatMap;
import io.weft.plan.PlanNode.Limit;
import io.weft.plan.PlanNode.Project;
import io.weft.plan.PlanNode.Scan;
import io.weft.plan.PlanNode.ShuffleRead;
import io.weft.plan.PlanNode.Write;
import io.weft.plan.ReduceGroups;
import io.weft.plan.Repeat;
import io.weft.plan.RowFilter;
import io.weft.plan.Sample;
import io.weft.plan.Sort;
import io.weft.plan.Union;
import io.weft.plan.Window;
import io.weft.stage.JobId;
import io.weft.stage.Stage;
import io.weft.stage.StageGraph;
import io.weft.stage.StageId;
import io.weft.stage.StageOutput;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How stages travel. Only the nodes that stand within a stage do; exchanges and roots are where a stage ends, and unions
 * are several stages. */
final class StageCodec {
    private static final int SCAN = 0;
    private static final int FILTER = 1;
    private static final int PROJECT = 2;
    private static final int FLAT_MAP = 3;
    private static final int AGGREGATION = 4;
    private static final int LIMIT = 5;
    private static final int SHUFFLE_READ = 6;
    private static final int ROW_FILTER = 7;
    private static final int EXPAND = 20;
    private static final int SAMPLE = 8;
    private static final int REPEAT = 9;
    private static final int REDUCE_GROUPS = 10;
    private static final int SORT = 11;
    private static final int EXPLODE = 12;
    private static final int WINDOW = 13;
    private static final int JOIN = 30;

    private static final int SHUFFLED_BY_HASH = 0;
    private static final int SHUFFLED_TO_ONE = 1;
    private static final int WRITTEN = 2;
    private static final int COLLECTED = 3;
    private static final int RANGED = 4;
    private static final int SAMPLED = 5;
    private static final int SHUFFLED_TO_ALL = 6;

    private StageCodec() {}

    static void writeGraph(StageGraph graph, DataOutput out) throws IOException {
        Wire.writeInt(graph.job().number(), out);
        Wire.writeList(graph.stages(), StageCodec::write, out);
    }

    static StageGraph readGraph(DataInput in) throws IOException {
        return new StageGraph(new JobId(Wire.readInt(in)), Wire.readList(StageCodec::read, in));
    }

    static void write(Stage stage, DataOutput out) throws IOException {
        IdCodec.writeStage(stage.id(), out);
        Wire.writeList(stage.plan().nodes(), StageCodec::writeNode, out);
        writeOutput(stage.output(), out);
    }

    static Stage read(DataInput in) throws IOException {
        StageId id = IdCodec.readStage(in);
        List<PlanNode> nodes = Wire.readList(StageCodec::readNode, in);
        return new Stage(id, new Plan(nodes), readOutput(in));
    }

    private static void writeNode(PlanNode node, DataOutput out) throws IOException {
        Wire.writeInt(node.id().number(), out);
        node.accept(new NodeWriter(out)).write();
    }

    /** The rest of a node, still to be written. */
    private interface Body {
        void write() throws IOException;
    }

    private record NodeWriter(DataOutput out) implements PlanNode.Visitor<Body> {
        @Override
        public Body scan(Scan scan) {
            return () -> {
                out.writeByte(SCAN);
                Wire.writeString(scan.input().format(), out);
                Wire.writeList(scan.input().paths(), Wire::writeString, out);
                writeOptions(scan.input().options(), out);
                ExpressionCodec.writeSchema(scan.table(), out);
                ExpressionCodec.writeSchema(scan.schema(), out);
                Wire.writeList(scan.filters(), ExpressionCodec::write, out);
            };
        }

        @Override
        public Body filter(Filter filter) {
            return () -> {
                out.writeByte(FILTER);
                Wire.writeInt(filter.input().number(), out);
                ExpressionCodec.writeSchema(filter.schema(), out);
                ExpressionCodec.write(filter.predicate(), out);
            };
        }

        @Override
        public Body rowFilter(RowFilter filter) {
            return () -> {
                out.writeByte(ROW_FILTER);
                Wire.writeInt(filter.input().number(), out);
                ExpressionCodec.writeSchema(filter.schema(), out);
                Wire.writeInt(filter.function(), out);
            };
        }

        @Override
        public Body project(Project project) {
            return () -> {
                out.writeByte(PROJECT);
                Wire.writeInt(project.input().number(), out);
                Wire.writeList(project.columns(), ExpressionCodec::writeNamed, out);
            };
        }

        @Override
        public Body flatMap(FlatMap flatMap) {
            return () -> {
                out.writeByte(FLAT_MAP);
                Wire.writeInt(flatMap.input().number(), out);
                Wire.writeString(flatMap.verb(), out);
                Wire.writeInt(flatMap.function(), out);
                ExpressionCodec.writeSchema(flatMap.schema(), out);
            };
        }

        @Override
        public Body expand(Expand expand) {
            return () -> {
                out.writeByte(EXPAND);
                Wire.writeInt(expand.input().number(), out);
                Wire.writeList(expand.branches(), StageCodec::writeBranch, out);
                ExpressionCodec.writeSchema(expand.schema(), out);
            };
        }

        @Override
        public Body aggregate(Aggregation aggregation) {
            return () -> {
                out.writeByte(AGGREGATION);
                Wire.writeInt(aggregation.input().number(), out);
                Wire.writeEnum(aggregation.phase(), out);
                Wire.writeList(aggregation.keys(), ExpressionCodec::writeNamed, out);
                Wire.writeList(aggregation.aggregates(), AggregateCodec::write, out);
                ExpressionCodec.writeSchema(aggregation.schema(), out);
            };
        }

        @Override
        public Body sort(Sort sort) {
            return () -> {
                out.writeByte(SORT);
                Wire.writeInt(sort.input().number(), out);
                ExpressionCodec.writeSchema(sort.schema(), out);
                Wire.writeList(sort.columns(), StageCodec::writeSortColumn, out);
                Wire.writeLong(sort.limit(), out);
            };
        }

        @Override
        public Body limit(Limit limit) {
            return () -> {
                out.writeByte(LIMIT);
                Wire.writeInt(limit.input().number(), out);
                ExpressionCodec.writeSchema(limit.schema(), out);
                Wire.writeLong(limit.count(), out);
            };
        }

        @Override
        public Body shuffleRead(ShuffleRead read) {
            return () -> {
                out.writeByte(SHUFFLE_READ);
                Wire.writeList(read.producers(), IdCodec::writeStage, out);
                Wire.writeEnum(read.extent(), out);
                ExpressionCodec.writeSchema(read.schema(), out);
            };
        }

        @Override
        public Body explode(Explode explode) {
            return () -> {
                out.writeByte(EXPLODE);
                Wire.writeInt(explode.input().number(), out);
                ExpressionCodec.write(explode.collection(), out);
                Wire.writeList(explode.passed(), Wire::writeInt, out);
                Wire.writeList(List.copyOf(explode.options()), Wire::writeEnum, out);
                ExpressionCodec.writeSchema(explode.schema(), out);
            };
        }

        @Override
        public Body reduceGroups(ReduceGroups reduce) {
            return () -> {
                out.writeByte(REDUCE_GROUPS);
                Wire.writeInt(reduce.input().number(), out);
                ExpressionCodec.writeSchema(reduce.keys(), out);
                ExpressionCodec.writeSchema(reduce.rows(), out);
                Wire.writeList(reduce.order(), StageCodec::writeSortColumn, out);
                Wire.writeInt(reduce.function(), out);
                ExpressionCodec.writeSchema(reduce.schema(), out);
            };
        }

        @Override
        public Body repeat(Repeat repeat) {
            return () -> {
                out.writeByte(REPEAT);
                Wire.writeInt(repeat.input().number(), out);
                ExpressionCodec.writeSchema(repeat.schema(), out);
                Wire.writeList(repeat.copies(), ExpressionCodec::write, out);
            };
        }

        @Override
        public Body sample(Sample sample) {
            return () -> {
                out.writeByte(SAMPLE);
                Wire.writeInt(sample.input().number(), out);
                ExpressionCodec.writeSchema(sample.schema(), out);
                out.writeDouble(sample.fraction());
                Wire.writeLong(sample.seed(), out);
                Wire.writeEnum(sample.basis(), out);
            };
        }

        @Override
        public Body window(Window window) {
            return () -> {
                out.writeByte(WINDOW);
                Wire.writeInt(window.input().number(), out);
                Wire.writeList(window.partition(), Wire::writeInt, out);
                Wire.writeList(window.order(), StageCodec::writeSortColumn, out);
                Wire.writeList(window.columns(), WindowCodec::write, out);
                ExpressionCodec.writeSchema(window.schema(), out);
            };
        }

        @Override
        public Body join(Join join) {
            return () -> {
                out.writeByte(JOIN);
                Wire.writeInt(join.left().number(), out);
                Wire.writeInt(join.right().number(), out);
                MatchingCodec.write(join.matching(), out);
                Wire.writeEnum(join.strategy(), out);
                ExpressionCodec.writeSchema(join.schema(), out);
            };
        }

        @Override
        public Body union(Union union) {
            return endsAStage(union);
        }

        @Override
        public Body exchange(Exchange exchange) {
            return endsAStage(exchange);
        }

        @Override
        public Body write(Write write) {
            return endsAStage(write);
        }

        @Override
        public Body collect(Collect collect) {
            return endsAStage(collect);
        }

        private static Body endsAStage(PlanNode node) {
            throw new IllegalArgumentException("Not within a stage: " + node);
        }
    }

    private static PlanNode readNode(DataInput in) throws IOException {
        NodeId id = new NodeId(Wire.readInt(in));
        int tag = in.readByte();
        return switch (tag) {
            case SCAN ->
                new Scan(
                        id,
                        new Input(Wire.readString(in), Wire.readList(Wire::readString, in), readOptions(in)),
                        ExpressionCodec.readSchema(in),
                        ExpressionCodec.readSchema(in),
                        Wire.readList(ExpressionCodec::read, in));
            case FILTER -> new Filter(id, readNodeId(in), ExpressionCodec.readSchema(in), ExpressionCodec.read(in));
            case PROJECT -> new Project(id, readNodeId(in), Wire.readList(ExpressionCodec::readNamed, in));
            case ROW_FILTER -> new RowFilter(id, readNodeId(in), ExpressionCodec.readSchema(in), Wire.readInt(in));
            case FLAT_MAP ->
                new FlatMap(id, readNodeId(in), Wire.readString(in), Wire.readInt(in), ExpressionCodec.readSchema(in));
            case EXPAND ->
                new Expand(
                        id, readNodeId(in), Wire.readList(StageCodec::readBranch, in), ExpressionCodec.readSchema(in));
            case AGGREGATION ->
                new Aggregation(
                        id,
                        readNodeId(in),
                        Wire.readEnum(Aggregation.Phase.class, in),
                        Wire.readList(ExpressionCodec::readNamed, in),
                        Wire.readList(AggregateCodec::read, in),
                        ExpressionCodec.readSchema(in));
            case EXPLODE ->
                new Explode(
                        id,
                        readNodeId(in),
                        ExpressionCodec.read(in),
                        Wire.readList(Wire::readInt, in),
                        new HashSet<>(Wire.readList(from -> Wire.readEnum(Explode.Option.class, from), in)),
                        ExpressionCodec.readSchema(in));
            case REDUCE_GROUPS ->
                new ReduceGroups(
                        id,
                        readNodeId(in),
                        ExpressionCodec.readSchema(in),
                        ExpressionCodec.readSchema(in),
                        Wire.readList(StageCodec::readSortColumn, in),
                        Wire.readInt(in),
                        ExpressionCodec.readSchema(in));
            case REPEAT ->
                new Repeat(
                        id, readNodeId(in), ExpressionCodec.readSchema(in), Wire.readList(ExpressionCodec::read, in));
            case SAMPLE ->
                new Sample(
                        id,
                        readNodeId(in),
                        ExpressionCodec.readSchema(in),
                        in.readDouble(),
                        Wire.readLong(in),
                        Wire.readEnum(Sample.Basis.class, in));
            case WINDOW ->
                new Window(
                        id,
                        readNodeId(in),
                        Wire.readList(Wire::readInt, in),
                        Wire.readList(StageCodec::readSortColumn, in),
                        Wire.readList(WindowCodec::read, in),
                        ExpressionCodec.readSchema(in));
            case SORT ->
                new Sort(
                        id,
                        readNodeId(in),
                        ExpressionCodec.readSchema(in),
                        Wire.readList(StageCodec::readSortColumn, in),
                        Wire.readLong(in));
            case LIMIT -> new Limit(id, readNodeId(in), ExpressionCodec.readSchema(in), Wire.readLong(in));
            case SHUFFLE_READ ->
                new ShuffleRead(
                        id,
                        Wire.readList(IdCodec::readStage, in),
                        Wire.readEnum(ShuffleRead.Extent.class, in),
                        ExpressionCodec.readSchema(in));
            case JOIN ->
                new Join(
                        id,
                        readNodeId(in),
                        readNodeId(in),
                        MatchingCodec.read(in),
                        Wire.readEnum(Join.Strategy.class, in),
                        ExpressionCodec.readSchema(in));
            default -> throw new IOException("no plan node has the tag " + tag);
        };
    }

    private static void writeBranch(Expand.Branch branch, DataOutput out) throws IOException {
        Wire.writeList(branch.condition().stream().toList(), ExpressionCodec::write, out);
        Wire.writeList(branch.columns(), ExpressionCodec::write, out);
    }

    private static Expand.Branch readBranch(DataInput in) throws IOException {
        List<Expression> condition = Wire.readList(ExpressionCodec::read, in);
        return new Expand.Branch(condition.stream().findFirst(), Wire.readList(ExpressionCodec::read, in));
    }

    private static void writeSortColumn(SortColumn column, DataOutput out) throws IOException {
        Wire.writeInt(column.index(), out);
        Wire.writeEnum(column.order(), out);
    }

    private static SortColumn readSortColumn(DataInput in) throws IOException {
        return new SortColumn(Wire.readInt(in), Wire.readEnum(SortOrder.class, in));
    }

    private static NodeId readNodeId(DataInput in) throws IOException {
        return new NodeId(Wire.readInt(in));
    }

    private static void writeOutput(StageOutput output, DataOutput out) throws IOException {
        if (output instanceof StageOutput.Shuffled shuffled) {
            if (shuffled.partitioning() instanceof Partitioning.Hash hash) {
                out.writeByte(SHUFFLED_BY_HASH);
                Wire.writeList(hash.columns(), Wire::writeInt, out);
                Wire.writeInt(shuffled.partitions(), out);
            } else {
                out.writeByte(shuffled.isToAll() ? SHUFFLED_TO_ALL : SHUFFLED_TO_ONE);
            }
        } else if (output instanceof StageOutput.Ranged ranged) {
            out.writeByte(RANGED);
            Wire.writeList(ranged.columns(), StageCodec::writeSortColumn, out);
            Wire.writeList(ranged.samplers(), IdCodec::writeStage, out);
            Wire.writeInt(ranged.partitions(), out);
        } else if (output instanceof StageOutput.Sampled sampled) {
            out.writeByte(SAMPLED);
            Wire.writeList(sampled.columns(), StageCodec::writeSortColumn, out);
        } else if (output instanceof StageOutput.Written written) {
            out.writeByte(WRITTEN);
            Wire.writeString(written.output().format(), out);
            Wire.writeString(written.output().path(), out);
            writeOptions(written.output().options(), out);
        } else if (output instanceof StageOutput.Collected collected) {
            out.writeByte(COLLECTED);
            Wire.writeInt(collected.consumer(), out);
        }
    }

    private static StageOutput readOutput(DataInput in) throws IOException {
        int tag = in.readByte();
        return switch (tag) {
            case SHUFFLED_BY_HASH ->
                new StageOutput.Shuffled(new Partitioning.Hash(Wire.readList(Wire::readInt, in)), Wire.readInt(in));
            case SHUFFLED_TO_ONE -> new StageOutput.Shuffled(new Partitioning.ToOne(), 1);
            case SHUFFLED_TO_ALL -> new StageOutput.Shuffled(new Partitioning.ToAll(), 1);
            case WRITTEN ->
                new StageOutput.Written(new Output(Wire.readString(in), Wire.readString(in), readOptions(in)));
            case RANGED ->
                new StageOutput.Ranged(
                        Wire.readList(StageCodec::readSortColumn, in),
                        Wire.readList(IdCodec::readStage, in),
                        Wire.readInt(in));
            case SAMPLED -> new StageOutput.Sampled(Wire.readList(StageCodec::readSortColumn, in));
            case COLLECTED -> new StageOutput.Collected(Wire.readInt(in));
            default -> throw new IOException("no stage output has the tag " + tag);
        };
    }

    private static void writeOptions(SortedMap<String, String> options, DataOutput out) throws IOException {
        Wire.writeInt(options.size(), out);
        for (Map.Entry<String, String> option : options.entrySet()) {
            Wire.writeString(option.getKey(), out);
            Wire.writeString(option.getValue(), out);
        }
    }

    private static SortedMap<String, String> readOptions(DataInput in) throws IOException {
        SortedMap<String, String> options = new TreeMap<>();
        for (int left = Wire.readLength(in); left > 0; left--) {
            options.put(Wire.readString(in), Wire.readString(in));
        }
        return options;
    }
}
