package io.weft.protocol;

import io.weft.stage.AttemptId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The AppMaster's word to a runner to start an attempt. */
public record Assignment(AttemptId attempt, TaskInput input) {
    void writeTo(DataOutput out) throws IOException {
        IdCodec.writeAttempt(attempt, out);
        TaskInput.writeTo(input, out);
    }

    static Assignment readFrom(DataInput in) throws IOException {
        return new Assignment(IdCodec.readAttempt(in), TaskInput.readFrom(in));
    }
}
