package io.weft.protocol;

import io.weft.error.Failure;
import io.weft.stage.AttemptId;
import io.weft.stage.Stage;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What the AppMaster answers to a {@link Request}. */
public sealed interface Reply {
    /** The request was taken. */
    record Done() implements Reply {}

    /** The request cannot be answered, and why. */
    record Refused(Failure failure) implements Reply {}

    /**
     * A runner is taken in.
     *
     * @param application the application's id, part of every shuffle output's name
     * @param pollMillis how long the AppMaster holds a poll at most
     */
    record Welcome(String application, int pollMillis) implements Reply {}

    /**
     * What a runner shall do. The same orders come again until a poll acknowledges them.
     *
     * @param sequence larger with every new orders
     * @param stop whether the runner shall end itself
     */
    record Orders(long sequence, List<Assignment> assignments, List<AttemptId> kills, boolean stop) implements Reply {
        public Orders {
            assignments = List.copyOf(assignments);
            kills = List.copyOf(kills);
        }
    }

    /**
     * A stage and what its attempts must know beyond it.
     *
     * @param staging the directory, as a URI, in which each attempt makes its own; empty for a stage that writes no files
     * @param badRowStaging such a directory for the rows that are set aside; empty for a stage that sets none aside
     * @param bounds by which the stage divides its rows, if it does so by ranges; the same whenever it is asked for
     */
    record StageOf(Stage stage, String staging, String badRowStaging, Optional<RangeBounds> bounds) implements Reply {}

    /** The job's user functions. */
    record Functions(Payload table) implements Reply {}

    /**
     * Where shuffle outputs are.
     *
     * @param locations of the producer's tasks in their order, from the one asked for
     * @param tasks the number of the producer's tasks
     */
    record Locations(List<ShuffleLocation> locations, int tasks) implements Reply {
        public Locations {
            locations = List.copyOf(locations);
        }
    }

    /**
     * How a job stands.
     *
     * @param runners how many runners there are
     * @param failure of a job that has failed or was killed
     * @param report the lines of the run's report, once it is over
     */
    record Status(JobState state, List<StageProgress> stages, int runners, Optional<Failure> failure, String report)
            implements Reply {
        public Status {
            stages = List.copyOf(stages);
        }
    }

    /** A page of a collected result, in blocks. */
    record Rows(Payload blocks, boolean last) implements Reply {}

    default byte[] toBytes() {
        return Wire.toBytes(this, ReplyCodec::write);
    }

    /**
     * Reads a reply.
     *
     * @throws IllegalArgumentException if the bytes are none
     */
    static Reply fromBytes(byte[] bytes) {
        return Wire.fromBytes(bytes, ReplyCodec::read);
    }

    /** The codec of all replies: a tag, then the parts in order. */
    final class ReplyCodec {
        private ReplyCodec() {}

        static void write(Reply reply, DataOutput out) throws IOException {
            if (reply instanceof Done) {
                out.writeByte(0);
            } else if (reply instanceof Refused refused) {
                out.writeByte(1);
                IdCodec.writeFailure(refused.failure(), out);
            } else if (reply instanceof Welcome welcome) {
                out.writeByte(2);
                Wire.writeString(welcome.application(), out);
                Wire.writeInt(welcome.pollMillis(), out);
            } else if (reply instanceof Orders orders) {
                out.writeByte(3);
                Wire.writeLong(orders.sequence(), out);
                Wire.writeList(orders.assignments(), Assignment::writeTo, out);
                Wire.writeList(orders.kills(), IdCodec::writeAttempt, out);
                out.writeBoolean(orders.stop());
            } else if (reply instanceof StageOf stage) {
                out.writeByte(4);
                StageCodec.write(stage.stage(), out);
                Wire.writeString(stage.staging(), out);
                Wire.writeString(stage.badRowStaging(), out);
                out.writeBoolean(stage.bounds().isPresent());
                if (stage.bounds().isPresent()) {
                    stage.bounds().get().writeTo(out);
                }
            } else if (reply instanceof Functions functions) {
                out.writeByte(5);
                Wire.writeBytes(functions.table().bytes(), out);
            } else if (reply instanceof Locations locations) {
                out.writeByte(6);
                Wire.writeList(locations.locations(), ShuffleLocation::writeTo, out);
                Wire.writeInt(locations.tasks(), out);
            } else if (reply instanceof Status status) {
                out.writeByte(7);
                Wire.writeEnum(status.state(), out);
                Wire.writeList(status.stages(), StageProgress::writeTo, out);
                Wire.writeInt(status.runners(), out);
                out.writeBoolean(status.failure().isPresent());
                if (status.failure().isPresent()) {
                    IdCodec.writeFailure(status.failure().get(), out);
                }
                Wire.writeString(status.report(), out);
            } else if (reply instanceof Rows rows) {
                out.writeByte(8);
                Wire.writeBytes(rows.blocks().bytes(), out);
                out.writeBoolean(rows.last());
            }
        }

        static Reply read(DataInput in) throws IOException {
            int tag = in.readByte();
            return switch (tag) {
                case 0 -> new Done();
                case 1 -> new Refused(IdCodec.readFailure(in));
                case 2 -> new Welcome(Wire.readString(in), Wire.readInt(in));
                case 3 ->
                    new Orders(
                            Wire.readLong(in),
                            Wire.readList(Assignment::readFrom, in),
                            Wire.readList(IdCodec::readAttempt, in),
                            in.readBoolean());
                case 4 ->
                    new StageOf(
                            StageCodec.read(in),
                            Wire.readString(in),
                            Wire.readString(in),
                            in.readBoolean() ? Optional.of(RangeBounds.readFrom(in)) : Optional.empty());
                case 5 -> new Functions(new Payload(Wire.readBytes(in)));
                case 6 -> new Locations(Wire.readList(ShuffleLocation::readFrom, in), Wire.readInt(in));
                case 7 ->
                    new Status(
                            Wire.readEnum(JobState.class, in),
                            Wire.readList(StageProgress::readFrom, in),
                            Wire.readInt(in),
                            in.readBoolean() ? Optional.of(IdCodec.readFailure(in)) : Optional.empty(),
                            Wire.readString(in));
                case 8 -> new Rows(new Payload(Wire.readBytes(in)), in.readBoolean());
                default -> throw new IOException("no reply has the tag " + tag);
            };
        }
    }
}
