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

    /** Pieces of what other stages have put into exchanges. */
    record OfShuffle(List<Portion> portions) implements TaskInput {
        public OfShuffle {
            portions = List.copyOf(portions);
        }
    }

    /** Pieces of what one stage has put into its exchange. */
    record Portion(StageId producer, List<Slice> slices) {
        public Portion {
            slices = List.copyOf(slices);
        }

        private void writeTo(DataOutput out) throws IOException {
            IdCodec.writeStage(producer, out);
            Wire.writeList(slices, Slice::writeTo, out);
        }

        private static Portion readFrom(DataInput in) throws IOException {
            return new Portion(IdCodec.readStage(in), Wire.readList(Slice::readFrom, in));
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

        private void writeTo(DataOutput out) throws IOException {
            Wire.writeInt(partition, out);
            Wire.writeInt(firstTask, out);
            Wire.writeInt(endTask, out);
        }

        private static Slice readFrom(DataInput in) throws IOException {
            return new Slice(Wire.readInt(in), Wire.readInt(in), Wire.readInt(in));
        }
    }

    /** Writes what {@link #readFrom} reads. */
    static void writeTo(TaskInput input, DataOutput out) throws IOException {
        if (input instanceof OfSplit split) {
            out.writeByte(0);
            IdCodec.writeSplit(split.split(), out);
        } else if (input instanceof OfShuffle shuffle) {
            out.writeByte(1);
            Wire.writeList(shuffle.portions(), Portion::writeTo, out);
        }
    }

    static TaskInput readFrom(DataInput in) throws IOException {
        if (in.readByte() == 0) {
            return new OfSplit(IdCodec.readSplit(in));
        }
        return new OfShuffle(Wire.readList(Portion::readFrom, in));
    }
}
