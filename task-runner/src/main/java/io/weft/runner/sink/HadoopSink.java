package io.weft.runner.sink;

import io.weft.api.RecordFunction;
import io.weft.error.FunctionFailure;
import io.weft.protocol.Counter;
import io.weft.protocol.Counters;
import io.weft.protocol.OutputFile;
import io.weft.runner.format.HadoopWriting;
import io.weft.runner.kernel.AuthorCode;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BatchRow;
import io.weft.type.Schema;
import java.util.List;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.jspecify.annotations.Nullable;

/**
 * Writes records by an OutputFormat, as an attempt of MapReduce does: its committer prepares the task, and commits it when the AppMaster
 * allows it.
 */
public final class HadoopSink implements FileSink {
    private final HadoopWriting writing;
    private final TaskAttemptContext attempt;
    private final RecordFunction<Object, Object> function;
    private final CommitPermission permission;
    private final Counters counters;
    private final BatchRow row;
    private final OutputCommitter committer;
    private @Nullable RecordWriter<Object, Object> writer;
    private long rows;
    private boolean isFinished;

    /**
     * Prepares the task.
     *
     * @param columns of the rows
     */
    public HadoopSink(
            HadoopWriting writing,
            TaskAttemptContext attempt,
            RecordFunction<Object, Object> function,
            Schema columns,
            CommitPermission permission,
            Counters counters) {
        this.writing = writing;
        this.attempt = attempt;
        this.function = function;
        this.permission = permission;
        this.counters = counters;
        this.row = new BatchRow(columns);
        this.committer = writing.take(() -> {
            OutputCommitter found = writing.format().getOutputCommitter(attempt);
            found.setupTask(attempt);
            return found;
        });
    }

    @Override
    public void write(Batch batch) {
        RecordWriter<Object, Object> target = writer();
        for (int index = 0; index < batch.selectedCount(); index++) {
            row.moveTo(batch, batch.position(index));
            try {
                function.apply(
                        row,
                        (key, value) -> writing.take(() -> {
                            target.write(key, value);
                            return target;
                        }));
            } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
                throw FunctionFailure.of("make records of a row", e);
            }
            AuthorCode.hasReturned();
        }
        rows += batch.selectedCount();
    }

    @SuppressWarnings("unchecked")
    private RecordWriter<Object, Object> writer() {
        RecordWriter<Object, Object> open = writer;
        if (open == null) {
            open = writing.take(
                    () -> (RecordWriter<Object, Object>) writing.format().getRecordWriter(attempt));
            writer = open;
        }
        return open;
    }

    /** An attempt without rows makes its output too, as MapReduce's do. */
    @Override
    public List<OutputFile> finish() {
        RecordWriter<Object, Object> open = writer();
        writing.take(() -> {
            open.close(attempt);
            writer = null;
            if (committer.needsTaskCommit(attempt)) {
                permission.obtain();
                committer.commitTask(attempt);
            }
            return open;
        });
        isFinished = true;
        counters.add(Counter.ROWS_WRITTEN, rows);
        return List.of();
    }

    @Override
    public void close() {
        if (isFinished) {
            return;
        }
        writing.take(() -> {
            RecordWriter<Object, Object> open = writer;
            if (open != null) {
                open.close(attempt);
            }
            committer.abortTask(attempt);
            return committer;
        });
    }
}
