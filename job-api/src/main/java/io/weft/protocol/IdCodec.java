package io.weft.protocol;

import io.weft.error.ErrorCode;
import io.weft.error.Failure;
import io.weft.stage.AttemptId;
import io.weft.stage.FileRange;
import io.weft.stage.FileSplit;
import io.weft.stage.FormatSplit;
import io.weft.stage.JobId;
import io.weft.stage.Split;
import io.weft.stage.StageId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalLong;

/** How ids, splits and failures travel. */
final class IdCodec {
    private static final int FILE_SPLIT = 0;
    private static final int FORMAT_SPLIT = 1;

    private IdCodec() {}

    static void writeStage(StageId stage, DataOutput out) throws IOException {
        Wire.writeInt(stage.job().number(), out);
        Wire.writeInt(stage.number(), out);
    }

    static StageId readStage(DataInput in) throws IOException {
        return new JobId(Wire.readInt(in)).stage(Wire.readInt(in));
    }

    static void writeAttempt(AttemptId attempt, DataOutput out) throws IOException {
        writeStage(attempt.stage(), out);
        Wire.writeInt(attempt.task().number(), out);
        Wire.writeInt(attempt.number(), out);
    }

    static AttemptId readAttempt(DataInput in) throws IOException {
        return readStage(in).task(Wire.readInt(in)).attempt(Wire.readInt(in));
    }

    static void writeSplit(Split split, DataOutput out) throws IOException {
        if (split instanceof FileSplit files) {
            out.writeByte(FILE_SPLIT);
            Wire.writeList(files.ranges(), IdCodec::writeRange, out);
        } else if (split instanceof FormatSplit piece) {
            out.writeByte(FORMAT_SPLIT);
            Wire.writeString(piece.name(), out);
            Wire.writeInt(piece.version(), out);
            Wire.writeBytes(piece.content(), out);
            out.writeBoolean(piece.length().isPresent());
            if (piece.length().isPresent()) {
                Wire.writeLong(piece.length().getAsLong(), out);
            }
        }
        Wire.writeList(split.hosts(), Wire::writeString, out);
    }

    static Split readSplit(DataInput in) throws IOException {
        int tag = in.readByte();
        return switch (tag) {
            case FILE_SPLIT ->
                new FileSplit(Wire.readList(IdCodec::readRange, in), Wire.readList(Wire::readString, in));
            case FORMAT_SPLIT ->
                new FormatSplit(
                        Wire.readString(in),
                        Wire.readInt(in),
                        Wire.readBytes(in),
                        in.readBoolean() ? OptionalLong.of(Wire.readLong(in)) : OptionalLong.empty(),
                        Wire.readList(Wire::readString, in));
            default -> throw new IOException("no split has the tag " + tag);
        };
    }

    private static void writeRange(FileRange range, DataOutput out) throws IOException {
        Wire.writeString(range.path(), out);
        Wire.writeLong(range.offset(), out);
        Wire.writeLong(range.length(), out);
        Wire.writeLong(range.fileLength(), out);
        Wire.writeLong(range.modificationMillis(), out);
    }

    private static FileRange readRange(DataInput in) throws IOException {
        return new FileRange(
                Wire.readString(in), Wire.readLong(in), Wire.readLong(in), Wire.readLong(in), Wire.readLong(in));
    }

    static void writeFailure(Failure failure, DataOutput out) throws IOException {
        Wire.writeEnum(failure.code(), out);
        Wire.writeString(failure.message(), out);
    }

    static Failure readFailure(DataInput in) throws IOException {
        return new Failure(Wire.readEnum(ErrorCode.class, in), Wire.readString(in));
    }
}
