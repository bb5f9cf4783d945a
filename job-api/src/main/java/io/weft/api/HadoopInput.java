package io.weft.api;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.Input;
import io.weft.type.Schema;
import io.weft.type.SchemaText;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Whatever a Hadoop InputFormat of the {@code mapreduce} API reads, made into rows by a function of the job's.
 *
 * <pre>{@code
 * job.read(HadoopInput.of(KeyValueTextInputFormat.class)
 *         .set("mapreduce.input.fileinputformat.inputdir", job.arg("input"))
 *         .rows(schema(field("word", Type.STRING)), (Text key, Text value, RowCollector rows) -> rows.emit(key.toString())))
 * }</pre>
 *
 * <p>The format is asked for its splits twice: on the client, where it may also get the credentials that its readers need, and in the
 * AppMaster.
 */
public final class HadoopInput {
    /** The name of the format in plans. */
    public static final String FORMAT = "hadoop";

    public static final String CLASS = "class";
    public static final String SCHEMA = "schema";

    /** The number of the function that makes rows. */
    public static final String FUNCTION = "function";

    /** Before the name of a property of the format's configuration. */
    public static final String PROPERTY = "property.";

    private static final Pattern SECRET = Pattern.compile("(?i)passw(or)?d|secret|token");

    private final SortedMap<String, String> options;

    private HadoopInput(SortedMap<String, String> options) {
        this.options = options;
    }

    /** An input that this class of an {@code org.apache.hadoop.mapreduce.InputFormat} reads. */
    public static HadoopInput of(Class<?> inputFormat) {
        SortedMap<String, String> options = new TreeMap<>();
        options.put(CLASS, inputFormat.getName());
        return new HadoopInput(options);
    }

    /**
     * Sets a property of the configuration that the format sees, beside those of the client.
     *
     * @throws WeftException for a property that is a secret by its name: plans are shown and stored
     */
    public HadoopInput set(String name, String value) {
        if (SECRET.matcher(name).find()) {
            throw new WeftException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot set '%s' of an input: a job must not hold a secret (put it into a Hadoop credential provider, which"
                            + " the format can ask)",
                    name);
        }
        SortedMap<String, String> more = new TreeMap<>(options);
        more.put(PROPERTY + name, value);
        return new HadoopInput(more);
    }

    /** The rows that the function makes of the records. */
    public <K, V> Rows rows(Schema schema, KeyValueFunction<K, V> function) {
        return new Rows(options, schema, function);
    }

    /** What is read, and how it becomes rows; see {@link JobContext#read(Rows)}. */
    public static final class Rows {
        private final SortedMap<String, String> options;
        private final Schema schema;
        private final KeyValueFunction<?, ?> function;

        private Rows(SortedMap<String, String> options, Schema schema, KeyValueFunction<?, ?> function) {
            this.options = options;
            this.schema = schema;
            this.function = function;
        }

        KeyValueFunction<?, ?> function() {
            return function;
        }

        /** The input whose function has this number in the job's table. */
        Input input(int number) {
            SortedMap<String, String> all = new TreeMap<>(options);
            all.put(SCHEMA, SchemaText.of(schema));
            all.put(FUNCTION, Integer.toString(number));
            return new Input(FORMAT, List.of(), all);
        }
    }
}
