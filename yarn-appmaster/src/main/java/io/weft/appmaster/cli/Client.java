package io.weft.appmaster.cli;

import io.weft.api.HadoopOutput;
import io.weft.api.Job;
import io.weft.appmaster.commit.JobCommit;
import io.weft.appmaster.local.LocalJob;
import io.weft.appmaster.submit.ClusterAddress;
import io.weft.appmaster.submit.EngineHome;
import io.weft.appmaster.submit.SubmittedJob;
import io.weft.appmaster.submit.Submitter;
import io.weft.config.Keys;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.Output;
import io.weft.runner.format.Formats;
import io.weft.runner.format.HadoopWriting;
import io.weft.stage.Stage;
import io.weft.stage.StageOutput;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;

/** Does what a command line says. Rows, and what was asked to be shown, go to one stream, everything else to the other. */
final class Client {
    private static final String HELP = """
            Usage: weft run     [options] CLASS [name=value ...]   run a job
                   weft explain [options] CLASS [name=value ...]   show what a job would do
                   weft version                                    show which Weft this is
                   weft help                                       show this

            CLASS is the job's class, name=value its arguments.

              --jar JAR        the job's jar; may be given again for what it needs
              --local          run in this process, not on the cluster
              --detach         do not wait for the job once the cluster has it
              --verbose        show stack traces and Hadoop's log
              -D key=value     a setting of Weft's (weft. ...) or of Hadoop's
              -conf FILE       a file of settings, as weft-site.xml
              -libjars JAR,... more jars, after those of --jar
              -files FILE,...  files for the job's functions; FILE#NAME gives one another name

            The cluster is the one of HADOOP_CONF_DIR. Exit codes: 0 done, 1 the job's code or data, 2 usage or the
            plan, 3 input missing, 4 not allowed, 5 the cluster, 6 memory or disk, 7 output exists, 8 timed out,
            70 a mistake in Weft, 130 interrupted, 143 terminated.""";

    private static final int FIRST_EPOCH = 1;

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream messages;

    Client(Map<String, String> environment, PrintStream out, PrintStream messages) {
        this.environment = environment;
        this.out = out;
        this.messages = messages;
    }

    /** Does it, tells what went wrong, and gives the exit code. */
    int run(List<String> words) {
        try {
            return run(CommandLine.parse(words));
        } catch (IOException | RuntimeException | Error e) {
            Complaint complaint = Complaint.of(e);
            messages.println("weft: " + complaint.line());
            if (words.contains("--verbose")) {
                e.printStackTrace(messages);
            }
            return complaint.code().exitCode();
        }
    }

    private int run(CommandLine line) throws IOException {
        switch (line.command()) {
            case HELP -> out.println(HELP);
            case VERSION -> out.println(version());
            case EXPLAIN -> explain(line);
            case RUN -> {
                return runJob(line);
            }
        }
        return 0;
    }

    private static String version() {
        String version = Client.class.getPackage().getImplementationVersion();
        return "weft %s, engine %s"
                .formatted(
                        version == null ? "unreleased" : version,
                        EngineHome.ofThisProcess().id());
    }

    private void explain(CommandLine line) throws IOException {
        ClientConfiguration configuration = ClientConfiguration.of(line);
        try (JobSource source = new JobSource(line.jars())) {
            JobPlan plan = plan(line, configuration, source, printer(configuration));
            out.print(plan.explanation());
        }
    }

    private JobPlan plan(CommandLine line, ClientConfiguration configuration, JobSource source, RowPrinter printer)
            throws IOException {
        Job job = source.job(line.jobClass());
        configuration.hadoop().setClassLoader(source.loader());
        Configuration hadoop = ClusterAddress.impatient(configuration.hadoop());
        JobPlan plan = JobPlan.of(
                job, line.arguments(), configuration.settings(), new Formats(hadoop), source.loader(), printer);
        if (plan.explained()) {
            messages.print(plan.explanation());
        }
        return plan;
    }

    private RowPrinter printer(ClientConfiguration configuration) {
        return new RowPrinter(out, configuration.settings().get(Keys.SESSION_ZONE));
    }

    private int runJob(CommandLine line) throws IOException {
        ClientConfiguration configuration = ClientConfiguration.of(line);
        RowPrinter printer = printer(configuration);
        try (JobSource source = new JobSource(line.jars())) {
            return line.options().local()
                    ? runLocally(line, configuration, source, printer)
                    : runOnCluster(line, configuration, source, printer);
        } finally {
            printer.flush();
        }
    }

    private int runLocally(CommandLine line, ClientConfiguration configuration, JobSource source, RowPrinter printer)
            throws IOException {
        Map<String, Path> files = SideFiles.of(line.shipped().files(), configuration.hadoop());
        JobPlan plan = plan(line, configuration, source, printer);
        Outputs.check(plan.outputs(), configuration.hadoop());
        // As a container has them.
        UserGroupInformation.getCurrentUser().addCredentials(credentials(plan, configuration.hadoop()));
        try (LocalRun run =
                new LocalRun(LocalJob.start(plan.description(), configuration.hadoop(), source.loader(), files))) {
            return new JobSession(run, plan, messages).follow();
        }
    }

    private int runOnCluster(CommandLine line, ClientConfiguration configuration, JobSource source, RowPrinter printer)
            throws IOException {
        Configuration hadoop = configuration.hadoop();
        ClusterAddress.check(hadoop, environment);
        Map<String, Path> files = SideFiles.of(line.shipped().files(), ClusterAddress.impatient(hadoop));
        // The ResourceManager is reached while the job is planned: both take their time, and neither needs the other.
        CompletableFuture<Submitter> connecting =
                CompletableFuture.supplyAsync(() -> Submitter.connect(hadoop, environment), Client::inBackground);
        JobPlan plan = plan(line, configuration, source, printer);
        if (line.options().detach() && !plan.consumers().isEmpty()) {
            throw new WeftException(
                    ErrorCode.INVALID_USAGE,
                    "Cannot use --detach: the job brings rows to this client (leave it out, or let the job write them)");
        }
        Outputs.check(plan.outputs(), ClusterAddress.impatient(hadoop));
        Submitter submitter = await(connecting);
        SubmittedJob job = submitter.submit(new Submitter.Submission(
                plan.description(),
                configuration.settings(),
                EngineHome.ofThisProcess(),
                source.jars(),
                files,
                data(plan),
                credentials(plan, hadoop)));
        JobCommit outputs =
                new JobCommit(hadoop, plan.description().stages(), job.id().toString(), FIRST_EPOCH);
        try (ClusterRun run = new ClusterRun(submitter, job, outputs)) {
            messages.println("weft: %s in queue %s %s"
                    .formatted(run.application(), configuration.settings().get(Keys.JOB_QUEUE), run.trackingUrl())
                    .strip());
            return line.options().detach() ? 0 : new JobSession(run, plan, messages).follow();
        }
    }

    private static void inBackground(Runnable task) {
        Thread thread = new Thread(task, "connect");
        thread.setContextClassLoader(Client.class.getClassLoader());
        thread.setDaemon(true);
        thread.start();
    }

    private static Submitter await(CompletableFuture<Submitter> connecting) {
        try {
            return connecting.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof WeftException weft) {
                throw weft;
            }
            throw e;
        }
    }

    /** What inputs and outputs want to be proved to them; OutputFormats of Hadoop's look on this way whether they can write. */
    private static Credentials credentials(JobPlan plan, Configuration hadoop) {
        Credentials credentials = new Credentials();
        Formats formats = new Formats(hadoop);
        plan.description()
                .stages()
                .stages()
                .forEach(stage -> stage.scan().ifPresent(scan -> formats.addCredentials(scan.input(), credentials)));
        for (Stage stage : plan.description().stages().stages()) {
            if (stage.output() instanceof StageOutput.Written written
                    && written.output().format().equals(HadoopOutput.FORMAT)) {
                credentials.addAll(HadoopWriting.of(
                                written.output(),
                                hadoop,
                                plan.description().name(),
                                stage.id().job())
                        .check());
            }
        }
        return credentials;
    }

    /** The directories that are read and written. */
    private static List<Path> data(JobPlan plan) {
        List<Path> data = new ArrayList<>();
        plan.description()
                .stages()
                .stages()
                .forEach(stage ->
                        stage.scan().ifPresent(scan -> scan.input().paths().forEach(path -> data.add(new Path(path)))));
        plan.outputs().stream()
                .map(Output::path)
                .filter(path -> !path.isEmpty())
                .forEach(path -> data.add(new Path(path)));
        return data;
    }
}
