package io.weft.runner.format;

import io.weft.api.HadoopOutput;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.Output;
import io.weft.stage.AttemptId;
import io.weft.stage.JobId;
import java.io.IOException;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.FileAlreadyExistsException;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.OutputFormat;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.util.ReflectionUtils;

/** An OutputFormat at work, with the configuration that its output gives it. For one thread. */
public final class HadoopWriting {
    /** With the second, a reader sees the files of tasks before the job has committed them. */
    private static final String ALGORITHM = "mapreduce.fileoutputcommitter.algorithm.version";

    /** The tasks of one stage have numbers below this. */
    private static final int MOST_TASKS = 1_000_000;

    private final OutputFormat<?, ?> format;
    private final Job job;
    private final JobID id;

    private HadoopWriting(OutputFormat<?, ?> format, Job job, JobID id) {
        this.format = format;
        this.job = job;
        this.id = id;
    }

    /** A step of the OutputFormat's or of its committer's. */
    @FunctionalInterface
    public interface Step<T> {
        T take() throws IOException, InterruptedException;
    }

    /**
     * Makes the OutputFormat.
     *
     * @param application the application's id; with the job's it names the writing for all its processes alike
     * @throws WeftException if its class cannot be found, or is none
     */
    public static HadoopWriting of(Output output, Configuration configuration, String application, JobId owner) {
        Configuration own = new Configuration(configuration);
        output.options().forEach((name, value) -> {
            if (name.startsWith(HadoopOutput.PROPERTY)) {
                own.set(name.substring(HadoopOutput.PROPERTY.length()), value);
            }
        });
        own.setInt(ALGORITHM, 1);
        String name = Objects.requireNonNull(output.options().get(HadoopOutput.CLASS));
        try {
            Job job = Job.getInstance(own);
            job.getCredentials().addAll(UserGroupInformation.getCurrentUser().getCredentials());
            Class<?> type = own.getClassByName(name);
            if (!OutputFormat.class.isAssignableFrom(type)) {
                throw new WeftException(
                        ErrorCode.JOB_CLASS_INVALID,
                        "Cannot write by %s: it is no org.apache.hadoop.mapreduce.OutputFormat (the ones of"
                                + " org.apache.hadoop.mapred are of another kind)",
                        name);
            }
            OutputFormat<?, ?> format = (OutputFormat<?, ?>) ReflectionUtils.newInstance(type, job.getConfiguration());
            String digits = application.replaceAll("\\D", "") + owner.number();
            int number =
                    Integer.parseInt(Objects.requireNonNull(output.options().get(HadoopOutput.FUNCTION)));
            return new HadoopWriting(format, job, new JobID(digits, number));
        } catch (ClassNotFoundException e) {
            throw WeftException.causedBy(
                    e,
                    ErrorCode.JOB_CLASS_INVALID,
                    "Cannot write by %s: there is no such class (give its jar with -libjars, or pack it into the job's jar)",
                    name);
        } catch (IOException | RuntimeException e) {
            throw failed(name, e);
        }
    }

    /**
     * Lets the OutputFormat look whether it can write, and get the credentials for that. Called on the client.
     *
     * @return the credentials, with those that this process has
     */
    public Credentials check() {
        return take(() -> {
            format.checkOutputSpecs(job);
            return job.getCredentials();
        });
    }

    /** The work of one attempt. Several stages may write into one output, so the number of a task is not enough to name its work. */
    public TaskAttemptContext attempt(AttemptId attempt) {
        int number = attempt.stage().number() * MOST_TASKS + attempt.task().number();
        TaskID task = new TaskID(id, TaskType.REDUCE, number);
        return new TaskAttemptContextImpl(job.getConfiguration(), new TaskAttemptID(task, attempt.number()));
    }

    public OutputFormat<?, ?> format() {
        return format;
    }

    private JobContext jobContext() {
        return new JobContextImpl(job.getConfiguration(), id);
    }

    private OutputCommitter committer() throws IOException, InterruptedException {
        TaskID none = new TaskID(id, TaskType.JOB_SETUP, 0);
        return format.getOutputCommitter(
                new TaskAttemptContextImpl(job.getConfiguration(), new TaskAttemptID(none, 0)));
    }

    /** Makes room for the attempts' outputs. */
    public void setUp() {
        take(() -> {
            format.checkOutputSpecs(job);
            committer().setupJob(jobContext());
            return this;
        });
    }

    /** Makes the output of the attempts that have committed the job's output. */
    public void commit() {
        take(() -> {
            committer().commitJob(jobContext());
            return this;
        });
    }

    /** Removes what attempts have written. */
    public void abort() throws IOException {
        try {
            committer().abortJob(jobContext(), JobStatus.State.FAILED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Takes a step, and tells failures as Weft does. */
    public <T> T take(Step<T> step) {
        try {
            return step.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(e);
        } catch (IOException | RuntimeException e) {
            throw failed(e);
        }
    }

    private WeftException failed(Exception cause) {
        return failed(format.getClass().getName(), cause);
    }

    private static WeftException failed(String name, Exception cause) {
        if (cause instanceof WeftException known) {
            return known;
        }
        if (cause instanceof InterruptedException) {
            return WeftException.causedBy(cause, ErrorCode.INTERRUPTED, "Writing by %s was interrupted", name);
        }
        if (cause instanceof FileAlreadyExistsException
                || cause instanceof org.apache.hadoop.fs.FileAlreadyExistsException) {
            return WeftException.causedBy(
                    cause,
                    ErrorCode.OUTPUT_EXISTS,
                    "Cannot write by %s: %s (remove it, or choose another)",
                    name,
                    firstLine(cause));
        }
        return cause instanceof IOException
                ? WeftException.causedBy(cause, ErrorCode.IO_FAILED, "Cannot write by %s: %s", name, firstLine(cause))
                : WeftException.causedBy(
                        cause,
                        ErrorCode.FUNCTION_FAILED,
                        "Cannot write by %s: it threw %s (check its configuration, or mend it)",
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
