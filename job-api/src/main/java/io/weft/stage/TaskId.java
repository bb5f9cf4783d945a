package io.weft.stage;

/** Names the work of one stage on one partition or split; survives retries. */
public record TaskId(StageId stage, int number) {
    public AttemptId attempt(int attempt) {
        return new AttemptId(this, attempt);
    }

    @Override
    public String toString() {
        return stage + "/t" + number;
    }
}
