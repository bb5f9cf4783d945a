package io.weft.protocol;

import io.weft.stage.AttemptId;
import io.weft.stage.JobId;
import io.weft.stage.StageId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * What a runner or a client asks of the AppMaster. Every request may be sent again when its reply was lost; the second one
 * changes nothing. Which of them a caller may send follows from its role.
 */
public sealed interface Request {
    /** Answered by {@link Reply.Welcome}. A runner's first word. */
    record Hello(String container, String host, int slots, int servicePort, int runnerPort) implements Request {}

    /**
     * Answered by {@link Reply.Orders}, at once where there are orders, else when the poll time is over. Its absence means that
     * the runner is lost.
     *
     * @param acknowledged the sequence number of the last orders that arrived, or 0
     * @param running what the attempts that run have counted so far
     */
    record Poll(String container, long acknowledged, List<AttemptReport> running) implements Request {
        public Poll {
            running = List.copyOf(running);
        }
    }

    /** Answered by {@link Reply.Done}. An attempt is over. */
    record Report(String container, AttemptReport report) implements Request {}

    /** Answered by {@link Reply.StageOf}. */
    record StageQuery(StageId stage) implements Request {}

    /** Answered by {@link Reply.Functions}. */
    record FunctionsQuery(JobId job) implements Request {}

    /**
     * Answered by {@link Reply.Locations}: the outputs of the producer's tasks from {@code firstTask} on, as many as one reply
     * holds.
     */
    record LocationsQuery(StageId producer, int firstTask) implements Request {}

    /**
     * Answered by {@link Reply.Done}. Rows of a collecting attempt, in blocks; sent page by page before its success is
     * reported.
     */
    record ResultPage(AttemptId attempt, int page, Payload blocks) implements Request {}

    /**
     * Answered by {@link Reply.Done} where the attempt, and no other of its task, may commit what it has written by an OutputFormat's own
     * committer; else by {@link Reply.Refused}.
     */
    record CommitQuery(AttemptId attempt) implements Request {}

    /** Answered by {@link Reply.Status}. A client's question. */
    record StatusQuery(JobId job) implements Request {}

    /** Answered by {@link Reply.Rows}. A client fetches a collected result, page by page. */
    record RowsQuery(JobId job, int consumer, int page) implements Request {}

    /** Answered by {@link Reply.Done}. A client ends the job; its output does not come to be. */
    record Kill(JobId job, String reason) implements Request {}

    /** Answered by {@link Reply.Done}. A client has all it wants; the AppMaster need not wait for it any longer. */
    record Farewell(JobId job) implements Request {}

    default byte[] toBytes() {
        return Wire.toBytes(this, RequestCodec::write);
    }

    /**
     * Reads a request.
     *
     * @throws IllegalArgumentException if the bytes are none
     */
    static Request fromBytes(byte[] bytes) {
        return Wire.fromBytes(bytes, RequestCodec::read);
    }

    /** The codec of all requests: a tag, then the parts in order. */
    final class RequestCodec {
        private RequestCodec() {}

        static void write(Request request, DataOutput out) throws IOException {
            if (request instanceof Hello hello) {
                out.writeByte(0);
                Wire.writeString(hello.container(), out);
                Wire.writeString(hello.host(), out);
                Wire.writeInt(hello.slots(), out);
                Wire.writeInt(hello.servicePort(), out);
                Wire.writeInt(hello.runnerPort(), out);
            } else if (request instanceof Poll poll) {
                out.writeByte(1);
                Wire.writeString(poll.container(), out);
                Wire.writeLong(poll.acknowledged(), out);
                Wire.writeList(poll.running(), AttemptReport::writeTo, out);
            } else if (request instanceof Report report) {
                out.writeByte(2);
                Wire.writeString(report.container(), out);
                AttemptReport.writeTo(report.report(), out);
            } else if (request instanceof StageQuery query) {
                out.writeByte(3);
                IdCodec.writeStage(query.stage(), out);
            } else if (request instanceof FunctionsQuery query) {
                out.writeByte(4);
                Wire.writeInt(query.job().number(), out);
            } else if (request instanceof LocationsQuery query) {
                out.writeByte(5);
                IdCodec.writeStage(query.producer(), out);
                Wire.writeInt(query.firstTask(), out);
            } else if (request instanceof ResultPage page) {
                out.writeByte(6);
                IdCodec.writeAttempt(page.attempt(), out);
                Wire.writeInt(page.page(), out);
                Wire.writeBytes(page.blocks().bytes(), out);
            } else if (request instanceof StatusQuery query) {
                out.writeByte(7);
                Wire.writeInt(query.job().number(), out);
            } else if (request instanceof RowsQuery query) {
                out.writeByte(8);
                Wire.writeInt(query.job().number(), out);
                Wire.writeInt(query.consumer(), out);
                Wire.writeInt(query.page(), out);
            } else if (request instanceof Kill kill) {
                out.writeByte(9);
                Wire.writeInt(kill.job().number(), out);
                Wire.writeString(kill.reason(), out);
            } else if (request instanceof Farewell farewell) {
                out.writeByte(10);
                Wire.writeInt(farewell.job().number(), out);
            } else if (request instanceof CommitQuery query) {
                out.writeByte(11);
                IdCodec.writeAttempt(query.attempt(), out);
            }
        }

        static Request read(DataInput in) throws IOException {
            int tag = in.readByte();
            return switch (tag) {
                case 0 ->
                    new Hello(
                            Wire.readString(in),
                            Wire.readString(in),
                            Wire.readInt(in),
                            Wire.readInt(in),
                            Wire.readInt(in));
                case 1 -> new Poll(Wire.readString(in), Wire.readLong(in), Wire.readList(AttemptReport::readFrom, in));
                case 2 -> new Report(Wire.readString(in), AttemptReport.readFrom(in));
                case 3 -> new StageQuery(IdCodec.readStage(in));
                case 4 -> new FunctionsQuery(new JobId(Wire.readInt(in)));
                case 5 -> new LocationsQuery(IdCodec.readStage(in), Wire.readInt(in));
                case 6 -> new ResultPage(IdCodec.readAttempt(in), Wire.readInt(in), new Payload(Wire.readBytes(in)));
                case 7 -> new StatusQuery(new JobId(Wire.readInt(in)));
                case 8 -> new RowsQuery(new JobId(Wire.readInt(in)), Wire.readInt(in), Wire.readInt(in));
                case 9 -> new Kill(new JobId(Wire.readInt(in)), Wire.readString(in));
                case 10 -> new Farewell(new JobId(Wire.readInt(in)));
                case 11 -> new CommitQuery(IdCodec.readAttempt(in));
                default -> throw new IOException("no request has the tag " + tag);
            };
        }
    }
}
