package io.weft.runner.sink;

import io.weft.api.Parquet;
import io.weft.api.Text;
import io.weft.error.ErrorCode;
import io.weft.error.NearestName;
import io.weft.error.WeftException;
import io.weft.plan.Output;
import io.weft.protocol.Counters;
import io.weft.type.Schema;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Makes the sink for the format of an output. */
public final class FileSinks {
    private static final List<String> FORMATS = List.of(Parquet.FORMAT, Text.FORMAT);

    private final Configuration configuration;
    private final Counters counters;

    /**
     * @param configuration of the file systems
     * @param counters where the sinks count what they have written, when they finish
     */
    public FileSinks(Configuration configuration, Counters counters) {
        this.configuration = configuration;
        this.counters = counters;
    }

    /**
     * A sink for one attempt. Writes nothing yet.
     *
     * @param directory the attempt's own; made when the first file is
     * @param task the number of the attempt's task, by which its file is named; the same for every attempt
     * @throws WeftException {@link ErrorCode#INVALID_PLAN} if the output's format is unknown
     */
    public FileSink create(Output output, Schema schema, Path directory, int task) {
        return switch (output.format()) {
            case Parquet.FORMAT -> new ParquetSink(schema, directory, task, configuration, counters);
            case Text.FORMAT -> new TextSink(schema, directory, task, configuration, counters);
            default ->
                throw new WeftException(
                        ErrorCode.INVALID_PLAN,
                        "Cannot write the format '%s': the formats are %s%s",
                        output.format(),
                        FORMATS,
                        NearestName.hint(output.format(), FORMATS));
        };
    }
}
