package io.weft.stage;

/** Names a stage of a job. Stages are numbered in the order in which they can run. */
public record StageId(JobId job, int number) {
    public TaskId task(int partition) {
        return new TaskId(this, partition);
    }

    @Override
    public String toString() {
        return job + "/s" + number;
    }
}
