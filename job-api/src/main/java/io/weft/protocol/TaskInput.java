package io.weft.protocol;

import io.weft.stage.Split;
import io.weft.stage.StageId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** What one task reads. */
public sealed interface TaskInput {
    /** A piece of the stage's input. */
    record OfSplit(Split split) implements TaskInput {}

    /** Pieces of what another stage has put into its exchange. */
    record OfShuffle(StageId producer, List<Slice> slices) implements TaskInput {
        public OfShuffle {
            slices = List.copyOf(slices);
        }
    }

    /** One fine partition of the outputs of the producing tasks from {@code firstTask} up to but not including {@code endTask}. */
    record Slice(int partition, int firstTask, int endTask) {
        public Slice {
            if (partition < 0 || firstTask < 0 || endTask < firstTask) {
                throw new IllegalArgumentException(
                        "Invalid slice: partition %d of tasks %d to %d".formatted(partition, firstTask, endTask));
            }
        }
    }

    /** Writes what {@link #readFrom} reads. */
    static void writeTo(TaskInput input, DataOutput out) throws IOException {
        if (input instanceof OfSplit split) {
            out.writeByte(0);
            IdCodec.writeSplit(split.split(), out);
        } else if (input instanceof OfShuffle shuffle) {
            out.writeByte(1);
            IdCodec.writeStage(shuffle.producer(), out);
            Wire.writeList(
                    shuffle.slices(),
                    (slice, to) -> {
                        Wire.writeInt(slice.partition(), to);
                        Wire.writeInt(slice.firstTask(), to);
                        Wire.writeInt(slice.endTask(), to);
                    },
                    out);
        }
    }

    static TaskInput readFrom(DataInput in) throws IOException {
        if (in.readByte() == 0) {
            return new OfSplit(IdCodec.readSplit(in));
        }
        return new OfShuffle(
                IdCodec.readStage(in),
                Wire.readList(from -> new Slice(Wire.readInt(from), Wire.readInt(from), Wire.readInt(from)), in));
    }
}
