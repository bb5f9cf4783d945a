package io.weft.stage;

/** Names one try at a task. Numbers start at zero and are never reused. */
public record AttemptId(TaskId task, int number) {
    public StageId stage() {
        return task.stage();
    }

    public JobId job() {
        return task.stage().job();
    }

    /** The id within its job as the name of a directory; the attempt's own within its stage's staging directory. */
    public String directoryName() {
        return "s%d_t%d_a%d".formatted(stage().number(), task.number(), number);
    }

    @Override
    public String toString() {
        return task + "/a" + number;
    }
}
