package io.weft.stage;

/** Names one try at a task. Numbers start at zero and are never reused. */
public record AttemptId(TaskId task, int number) {
    public StageId stage() {
        return task.stage();
    }

    public JobId job() {
        return task.stage().job();
    }

    @Override
    public String toString() {
        return task + "/a" + number;
    }
}
