package io.weft.runner.sink;

import io.weft.api.Avro;
import io.weft.api.Compression;
import io.weft.api.Csv;
import io.weft.api.JsonLines;
import io.weft.api.Orc;
import io.weft.api.Parquet;
import io.weft.api.Text;
import io.weft.error.ErrorCode;
import io.weft.error.NearestName;
import io.weft.error.WeftException;
import io.weft.plan.FileOptions;
import io.weft.plan.LineOptions;
import io.weft.plan.Output;
import io.weft.plan.ParquetOptions;
import io.weft.protocol.Counters;
import io.weft.runner.compress.FileCompression;
import io.weft.runner.csv.CsvDialect;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.sink.CsvLayout.HeaderLine;
import io.weft.type.Schema;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Makes the sink for the format of an output. */
public final class FileSinks {
    private static final List<String> FORMATS =
            List.of(Csv.FORMAT, JsonLines.FORMAT, Parquet.FORMAT, Text.FORMAT, Orc.FORMAT, Avro.FORMAT);

    private final Configuration configuration;
    private final Counters counters;
    private final TaskMemory memory;

    /**
     * @param configuration of the file systems
     * @param counters where the sinks count what they have written, when they finish
     * @param memory of the attempt, where they book what they hold
     */
    public FileSinks(Configuration configuration, Counters counters, TaskMemory memory) {
        this.configuration = configuration;
        this.counters = counters;
        this.memory = memory;
    }

    /**
     * A sink for one attempt. Writes nothing yet.
     *
     * @param directory the attempt's own; made when the first file is
     * @param task the number of the attempt's task, by which its file is named; the same for every attempt
     * @throws WeftException {@link ErrorCode#INVALID_PLAN} if the output's format is unknown
     */
    public FileSink create(Output output, Schema schema, Path directory, int task) {
        List<String> partitionBy = FileOptions.partitionBy(output);
        Part part = Part.whole(directory, task);
        if (partitionBy.isEmpty()) {
            return file(output, schema, part);
        }
        Schema fileSchema = PartitionedSink.fileSchema(schema, partitionBy);
        return new PartitionedSink(
                schema, partitionBy, FileOptions.zone(output.options()), part, each -> file(output, fileSchema, each));
    }

    private FileSink file(Output output, Schema schema, Part part) {
        return switch (output.format()) {
            case Parquet.FORMAT ->
                new ParquetSink(schema, ParquetOptions.bloomFilters(output), part, configuration, counters, memory);
            case Text.FORMAT -> lines(new TextLayout(schema, FileOptions.zone(output.options())), output, part);
            case Csv.FORMAT -> lines(csv(output, schema), output, part);
            case JsonLines.FORMAT -> lines(new JsonLayout(schema, FileOptions.zone(output.options())), output, part);
            case Orc.FORMAT -> new OrcSink(schema, part, configuration, counters);
            case Avro.FORMAT -> new AvroSink(schema, part, configuration, counters);
            default ->
                throw new WeftException(
                        ErrorCode.INVALID_PLAN,
                        "Cannot write the format '%s': the formats are %s%s",
                        output.format(),
                        FORMATS,
                        NearestName.hint(output.format(), FORMATS));
        };
    }

    private static CsvLayout csv(Output output, Schema schema) {
        return new CsvLayout(
                schema,
                CsvDialect.of(output.options()),
                TextFormats.of(output.options()),
                output.options().containsKey(LineOptions.HEADER) ? HeaderLine.WRITTEN : HeaderLine.LEFT_OUT);
    }

    private LineSink lines(LineLayout layout, Output output, Part part) {
        FileCompression compression = FileCompression.of(Compression.valueOf(FileOptions.compression(output)));
        return new LineSink(layout, compression, part, configuration, counters);
    }
}
