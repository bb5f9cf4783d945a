package io.weft.runner.format;

import io.weft.api.HadoopInput;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.Input;
import io.weft.stage.FormatSplit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.serializer.Deserializer;
import org.apache.hadoop.io.serializer.SerializationFactory;
import org.apache.hadoop.io.serializer.Serializer;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.hadoop.mapreduce.lib.input.InvalidInputException;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.util.ReflectionUtils;

/** An InputFormat at work, with the configuration that its input gives it. For one thread. */
public final class HadoopReading {
    /** Of what {@link #describe} writes. */
    private static final int VERSION = 1;

    /** What file systems without locations name as the host of everything. */
    private static final String NO_HOST = "localhost";

    private static final int LONGEST_NAME = 300;

    private final InputFormat<?, ?> format;
    private final Job job;

    private HadoopReading(InputFormat<?, ?> format, Job job) {
        this.format = format;
        this.job = job;
    }

    /**
     * Makes the InputFormat.
     *
     * @throws WeftException if its class cannot be found, or is none
     */
    public static HadoopReading of(Input input, Configuration configuration) {
        Configuration own = new Configuration(configuration);
        input.options().forEach((name, value) -> {
            if (name.startsWith(HadoopInput.PROPERTY)) {
                own.set(name.substring(HadoopInput.PROPERTY.length()), value);
            }
        });
        String name = Objects.requireNonNull(input.options().get(HadoopInput.CLASS));
        try {
            Job job = Job.getInstance(own);
            job.getCredentials().addAll(UserGroupInformation.getCurrentUser().getCredentials());
            Class<?> type = own.getClassByName(name);
            if (!InputFormat.class.isAssignableFrom(type)) {
                throw new WeftException(
                        ErrorCode.JOB_CLASS_INVALID,
                        "Cannot read by %s: it is no org.apache.hadoop.mapreduce.InputFormat (the ones of"
                                + " org.apache.hadoop.mapred are of another kind)",
                        name);
            }
            return new HadoopReading(
                    (InputFormat<?, ?>) ReflectionUtils.newInstance(type, job.getConfiguration()), job);
        } catch (ClassNotFoundException e) {
            throw WeftException.causedBy(
                    e,
                    ErrorCode.JOB_CLASS_INVALID,
                    "Cannot read by %s: there is no such class (give its jar with -libjars, or pack it into the job's jar)",
                    name);
        } catch (IOException | RuntimeException e) {
            throw failed(name, e);
        }
    }

    /** What the InputFormat has got for its readers, beside what this process has. */
    Credentials credentials() {
        return job.getCredentials();
    }

    /** The splits as the InputFormat makes them. */
    List<InputSplit> splits() {
        try {
            return List.copyOf(format.getSplits(job));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(e);
        } catch (InvalidInputException e) {
            throw WeftException.causedBy(
                    e,
                    ErrorCode.INPUT_NOT_FOUND,
                    "Cannot read by %s: %s (check the input's path)",
                    format.getClass().getName(),
                    firstLine(e));
        } catch (IOException | RuntimeException e) {
            throw failed(e);
        }
    }

    /** Writes a split down for {@link #reader}. */
    FormatSplit describe(InputSplit split) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeUTF(split.getClass().getName());
            write(split, out);
            String name = split.toString();
            return new FormatSplit(
                    name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "..." : name,
                    VERSION,
                    bytes.toByteArray(),
                    split.getLength() < 0 ? OptionalLong.empty() : OptionalLong.of(split.getLength()),
                    hosts(split));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(e);
        } catch (IOException | RuntimeException e) {
            throw failed(e);
        }
    }

    @SuppressWarnings("unchecked")
    private void write(InputSplit split, DataOutputStream out) throws IOException {
        Serializer<InputSplit> serializer =
                new SerializationFactory(job.getConfiguration()).getSerializer((Class<InputSplit>) split.getClass());
        if (serializer == null) {
            throw new IOException(split.getClass().getName() + " is neither Writable nor known to io.serializations");
        }
        serializer.open(out);
        serializer.serialize(split);
        out.flush();
    }

    private static List<String> hosts(InputSplit split) throws IOException, InterruptedException {
        List<String> hosts = new ArrayList<>(Arrays.asList(split.getLocations()));
        boolean isOfHdfs = split instanceof FileSplit file
                && "hdfs".equals(file.getPath().toUri().getScheme());
        if (!isOfHdfs) {
            hosts.remove(NO_HOST);
        }
        return hosts;
    }

    /**
     * Opens the reader of a split.
     *
     * @return the caller's to close
     */
    public RecordReader<?, ?> reader(FormatSplit described) {
        if (described.version() != VERSION) {
            throw new IllegalArgumentException("A split of version " + described.version());
        }
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(described.content()));
            InputSplit split = read(in.readUTF(), in);
            TaskAttemptContext context = new TaskAttemptContextImpl(
                    job.getConfiguration(), new TaskAttemptID(new TaskID("weft", 0, TaskType.MAP, 0), 0));
            RecordReader<?, ?> reader = format.createRecordReader(split, context);
            reader.initialize(split, context);
            return reader;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(e);
        } catch (IOException | ClassNotFoundException | RuntimeException e) {
            throw failed(e);
        }
    }

    @SuppressWarnings("unchecked")
    private InputSplit read(String className, DataInputStream in) throws IOException, ClassNotFoundException {
        Class<InputSplit> type = (Class<InputSplit>) job.getConfiguration().getClassByName(className);
        Deserializer<InputSplit> deserializer = new SerializationFactory(job.getConfiguration()).getDeserializer(type);
        deserializer.open(in);
        return deserializer.deserialize(ReflectionUtils.newInstance(type, job.getConfiguration()));
    }

    /** The failure of the InputFormat or of its reader. */
    public WeftException failed(Exception cause) {
        return failed(format.getClass().getName(), cause);
    }

    private static WeftException failed(String name, Exception cause) {
        if (cause instanceof WeftException known) {
            return known;
        }
        if (cause instanceof InterruptedException) {
            return WeftException.causedBy(cause, ErrorCode.INTERRUPTED, "Reading by %s was interrupted", name);
        }
        return cause instanceof IOException
                ? WeftException.causedBy(cause, ErrorCode.IO_FAILED, "Cannot read by %s: %s", name, firstLine(cause))
                : WeftException.causedBy(
                        cause,
                        ErrorCode.FUNCTION_FAILED,
                        "Cannot read by %s: it threw %s (check its configuration, or mend it)",
                        name,
                        cause);
    }

    private static String firstLine(Exception cause) {
        String message = cause.getMessage();
        return message == null || message.isBlank()
                ? cause.getClass().getSimpleName()
                : message.strip().lines().findFirst().orElse(message);
    }
}
