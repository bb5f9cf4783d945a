package io.weft.stage;

/** Names one job of an application. An application that is no session runs job 0 alone. */
public record JobId(int number) {
    public StageId stage(int stage) {
        return new StageId(this, stage);
    }

    @Override
    public String toString() {
        return "job_" + number;
    }
}
