package io.weft.protocol;

import io.weft.error.Failure;
import io.weft.stage.AttemptId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What a runner tells about one attempt. */
public sealed interface AttemptReport {
    AttemptId attempt();

    /** What the attempt has counted so far. */
    Counters counters();

    /** The attempt runs. */
    record Running(AttemptId attempt, Counters counters) implements AttemptReport {}

    /**
     * The attempt is done, and its output is in place.
     *
     * @param sizes of its shuffle output, if it has one
     * @param files that it wrote for the job's output
     * @param badRows the file of rows that it has set aside, if there were any
     * @param sample of its keys, if that is what its stage is for
     */
    record Succeeded(
            AttemptId attempt,
            Counters counters,
            Optional<PartitionSizes> sizes,
            List<OutputFile> files,
            Optional<OutputFile> badRows,
            Optional<KeySample> sample)
            implements AttemptReport {
        public Succeeded {
            files = List.copyOf(files);
        }

        /** Of an attempt that has set no row aside and does not sample. */
        public Succeeded(AttemptId attempt, Counters counters, Optional<PartitionSizes> sizes, List<OutputFile> files) {
            this(attempt, counters, sizes, files, Optional.empty(), Optional.empty());
        }

        /** The same with the file of rows that the attempt has set aside. */
        public Succeeded withBadRows(Optional<OutputFile> file) {
            return new Succeeded(attempt, counters, sizes, files, file, sample);
        }

        /** The same with the sample that the attempt has taken. */
        public Succeeded withSample(KeySample taken) {
            return new Succeeded(attempt, counters, sizes, files, badRows, Optional.of(taken));
        }
    }

    /**
     * The attempt is over without a result.
     *
     * @param blamed for a fetch failure, the attempt whose output could not be had
     */
    record Failed(AttemptId attempt, Counters counters, Failure failure, Optional<AttemptId> blamed)
            implements AttemptReport {}

    static void writeTo(AttemptReport report, DataOutput out) throws IOException {
        if (report instanceof Running) {
            out.writeByte(0);
        } else if (report instanceof Succeeded succeeded) {
            out.writeByte(1);
            out.writeBoolean(succeeded.sizes().isPresent());
            if (succeeded.sizes().isPresent()) {
                succeeded.sizes().get().writeTo(out);
            }
            Wire.writeList(succeeded.files(), OutputFile::writeTo, out);
            out.writeBoolean(succeeded.badRows().isPresent());
            if (succeeded.badRows().isPresent()) {
                succeeded.badRows().get().writeTo(out);
            }
            out.writeBoolean(succeeded.sample().isPresent());
            if (succeeded.sample().isPresent()) {
                succeeded.sample().get().writeTo(out);
            }
        } else if (report instanceof Failed failed) {
            out.writeByte(2);
            IdCodec.writeFailure(failed.failure(), out);
            out.writeBoolean(failed.blamed().isPresent());
            if (failed.blamed().isPresent()) {
                IdCodec.writeAttempt(failed.blamed().get(), out);
            }
        }
        IdCodec.writeAttempt(report.attempt(), out);
        report.counters().writeTo(out);
    }

    static AttemptReport readFrom(DataInput in) throws IOException {
        int tag = in.readByte();
        return switch (tag) {
            case 0 -> new Running(IdCodec.readAttempt(in), Counters.readFrom(in));
            case 1 -> {
                Optional<PartitionSizes> sizes =
                        in.readBoolean() ? Optional.of(PartitionSizes.readFrom(in)) : Optional.empty();
                List<OutputFile> files = Wire.readList(OutputFile::readFrom, in);
                Optional<OutputFile> badRows =
                        in.readBoolean() ? Optional.of(OutputFile.readFrom(in)) : Optional.empty();
                Optional<KeySample> sample = in.readBoolean() ? Optional.of(KeySample.readFrom(in)) : Optional.empty();
                yield new Succeeded(IdCodec.readAttempt(in), Counters.readFrom(in), sizes, files, badRows, sample);
            }
            case 2 -> {
                Failure failure = IdCodec.readFailure(in);
                Optional<AttemptId> blamed = in.readBoolean() ? Optional.of(IdCodec.readAttempt(in)) : Optional.empty();
                yield new Failed(IdCodec.readAttempt(in), Counters.readFrom(in), failure, blamed);
            }
            default -> throw new IOException("no report has the tag " + tag);
        };
    }
}
