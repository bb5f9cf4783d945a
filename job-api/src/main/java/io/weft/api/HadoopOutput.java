package io.weft.api;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.Output;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Whatever a Hadoop OutputFormat of the {@code mapreduce} API writes, of records that a function of the job's makes of rows.
 *
 * <pre>{@code
 * dataset.write(HadoopOutput.of(SequenceFileOutputFormat.class)
 *         .set("mapreduce.output.fileoutputformat.outputdir", job.arg("output"))
 *         .set("mapreduce.job.output.key.class", "org.apache.hadoop.io.Text")
 *         .set("mapreduce.job.output.value.class", "org.apache.hadoop.io.LongWritable")
 *         .records((Row row, RecordCollector<Text, LongWritable> records) ->
 *                 records.emit(new Text(row.string("word")), new LongWritable(row.bigint("count")))))
 * }</pre>
 *
 * <p>The format's own OutputCommitter says when the output is there, and so whether a reader may see a part of it. The AppMaster
 * sets it up, allows one attempt of each task to commit, and commits the job after all outputs that Weft writes itself. What it has
 * committed is not taken back.
 */
public final class HadoopOutput {
    /** The name of the format in plans. */
    public static final String FORMAT = "hadoop";

    public static final String CLASS = "class";

    /** The number of the function that makes records. */
    public static final String FUNCTION = "function";

    /** Before the name of a property of the format's configuration. */
    public static final String PROPERTY = "property.";

    private static final Pattern SECRET = Pattern.compile("(?i)passw(or)?d|secret|token");

    private final SortedMap<String, String> options;

    private HadoopOutput(SortedMap<String, String> options) {
        this.options = options;
    }

    /** An output that this class of an {@code org.apache.hadoop.mapreduce.OutputFormat} writes. */
    public static HadoopOutput of(Class<?> outputFormat) {
        SortedMap<String, String> options = new TreeMap<>();
        options.put(CLASS, outputFormat.getName());
        return new HadoopOutput(options);
    }

    /**
     * Sets a property of the configuration that the format sees, beside those of the client.
     *
     * @throws WeftException for a property that is a secret by its name: plans are shown and stored
     */
    public HadoopOutput set(String name, String value) {
        if (SECRET.matcher(name).find()) {
            throw new WeftException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot set '%s' of an output: a job must not hold a secret (put it into a Hadoop credential provider,"
                            + " which the format can ask)",
                    name);
        }
        SortedMap<String, String> more = new TreeMap<>(options);
        more.put(PROPERTY + name, value);
        return new HadoopOutput(more);
    }

    /** The records that the function makes of the rows. */
    public <K, V> Records records(RecordFunction<K, V> function) {
        return new Records(options, function);
    }

    /** What is written, and how rows become records; see {@link Dataset#write(Records)}. */
    public static final class Records {
        private final SortedMap<String, String> options;
        private final RecordFunction<?, ?> function;

        private Records(SortedMap<String, String> options, RecordFunction<?, ?> function) {
            this.options = options;
            this.function = function;
        }

        RecordFunction<?, ?> function() {
            return function;
        }

        /** The output whose function has this number in the job's table. */
        Output output(int number) {
            SortedMap<String, String> all = new TreeMap<>(options);
            all.put(FUNCTION, Integer.toString(number));
            return new Output(FORMAT, "", all);
        }
    }
}
