package io.weft.appmaster.cli;

import io.weft.api.Row;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.protocol.Reply;
import io.weft.protocol.Request;
import io.weft.runner.block.BlockReader;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BatchRow;
import io.weft.stage.JobId;
import io.weft.type.Schema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Follows one job over a link to its AppMaster, wherever that is. Used by one thread. */
final class JobWatcher {
    private static final long FIRST_POLLS = 20;
    private static final long FIRST_POLL_MILLIS = 50;
    private static final long POLL_MILLIS = 250;

    private final MasterCalls master;
    private final JobId job;

    JobWatcher(MasterCalls master, JobId job) {
        this.master = master;
        this.job = job;
    }

    /**
     * Waits until the job is over.
     *
     * @param progress told how the job stands, several times a second
     * @return its last status
     */
    Reply.Status await(Consumer<Reply.Status> progress) throws IOException {
        for (long polls = 0; ; polls++) {
            Reply.Status status = master.call(new Request.StatusQuery(job), Reply.Status.class);
            if (status.state().isOver()) {
                return status;
            }
            progress.accept(status);
            try {
                Thread.sleep(polls < FIRST_POLLS ? FIRST_POLL_MILLIS : POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    /**
     * Fetches the rows of a job that has succeeded.
     *
     * @param number of the consumer within the job
     */
    void fetch(int number, Schema schema, Consumer<? super Row> consumer) throws IOException {
        BatchRow row = new BatchRow(schema);
        boolean last = false;
        for (int page = 0; !last; page++) {
            Reply.Rows rows = master.call(new Request.RowsQuery(job, number, page), Reply.Rows.class);
            ByteBuffer blocks = ByteBuffer.wrap(rows.blocks().bytes());
            BlockReader reader = BlockReader.of(blocks, "collected rows", ErrorCode.INTERNAL);
            for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
                for (int index = 0; index < batch.selectedCount(); index++) {
                    row.moveTo(batch, batch.position(index));
                    handOver(row.copy(), consumer);
                }
            }
            last = rows.last();
        }
    }

    private static void handOver(Row row, Consumer<? super Row> consumer) {
        try {
            consumer.accept(row);
            // An interrupt flag that the consumer leaves set would end the next call of the AppMaster.
            Thread.interrupted();
        } catch (WeftException e) {
            throw e;
        } catch (RuntimeException e) {
            throw WeftException.causedBy(
                    e,
                    ErrorCode.FUNCTION_FAILED,
                    "Cannot hand over the rows of collect: its consumer threw %s (correct the consumer)",
                    e);
        }
    }

    /** Ends the job; its output does not come to be. */
    void kill(String reason) throws IOException {
        master.call(new Request.Kill(job, reason), Reply.Done.class);
    }

    /** Tells the AppMaster that it need not wait for this client any longer. */
    void farewell() throws IOException {
        master.call(new Request.Farewell(job), Reply.Done.class);
    }
}
