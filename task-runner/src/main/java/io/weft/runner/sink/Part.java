package io.weft.runner.sink;

import org.apache.hadoop.fs.Path;

/**
 * The file that a sink writes, before its format has given it the rest of its name.
 *
 * @param directory where it lies
 * @param task by which it is named, the same for every attempt at it
 * @param sequel how many files of this task lie in the directory already
 * @param siblings how many such files may be open in the attempt at the same time, this one included
 */
record Part(Path directory, int task, int sequel, int siblings) {
    /** The only file of a task. */
    static Part whole(Path directory, int task) {
        return new Part(directory, task, 0, 1);
    }

    /** The whole name, with an extension that begins with a point. */
    Path file(String extension) {
        String number = sequel == 0 ? "%05d".formatted(task) : "%05d-%d".formatted(task, sequel);
        return new Path(directory, "part-" + number + extension);
    }

    /** Whether the file is written even without rows, so that the output's columns can be read from it. */
    boolean keepsColumns() {
        return task == 0 && siblings == 1;
    }
}
