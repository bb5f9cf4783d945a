package io.weft.protocol;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How far a stage is.
 *
 * @param tasks the number of its tasks, or 0 as long as it is not known
 */
public record StageProgress(int stage, int tasks, int running, int succeeded, int failedAttempts, Counters counters) {
    void writeTo(DataOutput out) throws IOException {
        Wire.writeInt(stage, out);
        Wire.writeInt(tasks, out);
        Wire.writeInt(running, out);
        Wire.writeInt(succeeded, out);
        Wire.writeInt(failedAttempts, out);
        counters.writeTo(out);
    }

    static StageProgress readFrom(DataInput in) throws IOException {
        return new StageProgress(
                Wire.readInt(in),
                Wire.readInt(in),
                Wire.readInt(in),
                Wire.readInt(in),
                Wire.readInt(in),
                Counters.readFrom(in));
    }
}
