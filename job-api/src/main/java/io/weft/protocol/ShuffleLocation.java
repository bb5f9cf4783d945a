package io.weft.protocol;

import io.weft.stage.AttemptId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Where the shuffle output of a task is.
 *
 * @param attempt the one attempt of the task whose output counts
 * @param host that holds the output
 * @param servicePort of the node's own shuffle service, or 0 where there is none
 * @param runnerPort of a runner on that host that serves the output, or 0 where none lives
 */
public record ShuffleLocation(AttemptId attempt, String host, int servicePort, int runnerPort) {
    void writeTo(DataOutput out) throws IOException {
        IdCodec.writeAttempt(attempt, out);
        Wire.writeString(host, out);
        Wire.writeInt(servicePort, out);
        Wire.writeInt(runnerPort, out);
    }

    static ShuffleLocation readFrom(DataInput in) throws IOException {
        return new ShuffleLocation(IdCodec.readAttempt(in), Wire.readString(in), Wire.readInt(in), Wire.readInt(in));
    }
}
