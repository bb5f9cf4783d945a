package io.weft.appmaster.cli;

import io.weft.api.Job;
import io.weft.api.JobContext;
import io.weft.api.JsonLines;
import io.weft.api.Row;
import io.weft.config.Keys;
import io.weft.config.Settings;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.expr.JobTime;
import io.weft.plan.Input;
import io.weft.plan.JoinSettings;
import io.weft.plan.LineOptions;
import io.weft.plan.Optimizer;
import io.weft.plan.Output;
import io.weft.plan.Plan;
import io.weft.plan.Resolver;
import io.weft.plan.SchemaSource;
import io.weft.plan.TableStatistics;
import io.weft.protocol.FunctionTable;
import io.weft.protocol.JobDescription;
import io.weft.protocol.Payload;
import io.weft.stage.Explanation;
import io.weft.stage.JobId;
import io.weft.stage.Stage;
import io.weft.stage.StageCutter;
import io.weft.stage.StageGraph;
import io.weft.stage.StageOutput;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A job that has been planned and not yet begun.
 *
 * @param consumers of collected rows, in the order of their numbers
 * @param explained whether the job itself asks for its explanation
 */
record JobPlan(
        JobDescription description, Explanation explanation, List<Consumer<? super Row>> consumers, boolean explained) {
    private static final int FIRST_JOB = 1;

    /** Packages of what an author calls. */
    private static final List<String> API = List.of("io.weft.api.", "io.weft.type.");

    JobPlan {
        consumers = List.copyOf(consumers);
    }

    /**
     * Lets the job define itself and plans it, which finds its mistakes.
     *
     * @param loader the job's class loader, with which its functions are tried
     * @throws WeftException with the first mistake
     */
    static JobPlan of(
            Job job,
            Map<String, String> arguments,
            Settings settings,
            SchemaSource schemas,
            ClassLoader loader,
            Consumer<? super Row> printer) {
        JobContext context = define(job, arguments, printer);
        JobTime time = new JobTime(Instant.now(), settings.get(Keys.SESSION_ZONE));
        Map<Input, TableStatistics> statistics = new HashMap<>();
        JoinSettings joins = new JoinSettings(
                input -> statistics.computeIfAbsent(input, schemas::statisticsOf),
                settings.get(Keys.JOIN_BROADCAST_KB) * 1024.0);
        Plan plan = Optimizer.optimize(new Resolver(schemas).resolve(context.written()), time, joins);
        StageGraph stages = StageCutter.cut(new JobId(FIRST_JOB), plan, settings.get(Keys.SHUFFLE_PARTITIONS));
        Payload functions = FunctionTable.write(context.functions(), loader);
        JobDescription description =
                new JobDescription(job.getClass().getName(), stages, functions, new TreeMap<>(settings.given()));
        return new JobPlan(
                description,
                new Explanation(context.written(), plan, stages),
                context.consumers(),
                context.explanationRequested());
    }

    private static JobContext define(Job job, Map<String, String> arguments, Consumer<? super Row> printer) {
        try {
            return JobContext.define(job, arguments, printer);
        } catch (WeftException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw isRefusal(e) ? refused(e, job) : threw(e, job);
        } catch (RuntimeException | LinkageError e) {
            throw threw(e, job);
        }
    }

    /** Whether the API itself did not take what the job gave it. */
    private static boolean isRefusal(IllegalArgumentException e) {
        StackTraceElement[] trace = e.getStackTrace();
        return trace.length > 0 && API.stream().anyMatch(trace[0].getClassName()::startsWith);
    }

    private static WeftException refused(IllegalArgumentException e, Job job) {
        String line = Stream.of(e.getStackTrace())
                .filter(frame -> frame.getClassName().equals(job.getClass().getName()))
                .findFirst()
                .map(frame -> "at " + frame)
                .orElse("in the job");
        return WeftException.causedBy(
                e, ErrorCode.INVALID_ARGUMENT, "Cannot define the job: %s (correct it %s)", e.getMessage(), line);
    }

    private static WeftException threw(Throwable e, Job job) {
        return WeftException.causedBy(
                e,
                ErrorCode.FUNCTION_FAILED,
                "Cannot define the job: %s.define threw %s",
                job.getClass().getName(),
                e);
    }

    /** What the job writes, in the order of its stages, and then the places where it sets bad rows aside. */
    List<Output> outputs() {
        List<Stage> stages = description.stages().stages();
        Stream<Output> written = stages.stream()
                .map(Stage::output)
                .filter(StageOutput.Written.class::isInstance)
                .map(output -> ((StageOutput.Written) output).output());
        Stream<Output> badRows = stages.stream()
                .flatMap(stage -> stage.scan().stream())
                .flatMap(scan -> LineOptions.badRowsPath(scan.input()).stream())
                .distinct()
                .map(path -> new Output(JsonLines.FORMAT, path, new TreeMap<>()));
        return Stream.concat(written, badRows).toList();
    }
}
