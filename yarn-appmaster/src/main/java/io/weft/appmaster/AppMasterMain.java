package io.weft.appmaster;

import io.weft.appmaster.link.LinkServer;
import io.weft.appmaster.yarn.AppMasterLaunch;
import io.weft.appmaster.yarn.ContainerFiles;
import io.weft.appmaster.yarn.RunnerLaunch;
import io.weft.appmaster.yarn.StagingDirectory;
import io.weft.appmaster.yarn.YarnCluster;
import io.weft.config.Keys;
import io.weft.error.ErrorCode;
import io.weft.error.Failure;
import io.weft.error.WeftException;
import io.weft.protocol.JobDescription;
import io.weft.protocol.JobState;
import io.weft.runner.JobClassLoader;
import io.weft.runner.link.ApplicationSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.api.ApplicationConstants.Environment;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process in the AppMaster's container. What it is told is in {@link AppMasterLaunch}; the application's secret is in its
 * credentials.
 */
public final class AppMasterMain {
    private static final Logger LOG = LoggerFactory.getLogger(AppMasterMain.class);

    private AppMasterMain() {}

    /** Runs the job and ends. YARN reads the last lines of standard error when it ends before it has registered. */
    public static void main(String[] arguments) {
        int code;
        try {
            run(System.getenv(), new YarnConfiguration());
            code = 0;
        } catch (WeftException e) {
            LOG.error("The AppMaster ends", e);
            code = e.code().exitCode();
        } catch (Throwable e) {
            LOG.error("The AppMaster ends", e);
            code = ErrorCode.INTERNAL.exitCode();
        }
        System.exit(code);
    }

    private static void run(Map<String, String> environment, Configuration hadoop)
            throws IOException, InterruptedException {
        ApplicationAttemptId attempt = ContainerId.fromString(needed(environment, Environment.CONTAINER_ID.name()))
                .getApplicationAttemptId();
        String application = attempt.getApplicationId().toString();
        String host = needed(environment, Environment.NM_HOST.name());
        StagingDirectory staging = StagingDirectory.at(
                new org.apache.hadoop.fs.Path(needed(environment, AppMasterLaunch.STAGING)), hadoop);
        ContainerFiles files =
                staging.containerFiles(new org.apache.hadoop.fs.Path(needed(environment, AppMasterLaunch.ENGINE)));
        Credentials credentials = UserGroupInformation.getCurrentUser().getCredentials();
        ApplicationSecret secret = ApplicationSecret.loadFrom(credentials);
        JobDescription job = JobDescription.fromBytes(Files.readAllBytes(Path.of(AppMasterLaunch.JOB_FILE)));
        JobSetup setup = JobSetup.onCluster(job, hadoop, application, attempt.getAttemptId());
        AppMaster master = new AppMaster(setup);
        try (JobClassLoader jobClasses = JobClassLoader.of(files.jobJars());
                LinkServer link = new LinkServer(hadoop, LinkServer.ALL_ADDRESSES, application, secret, master)) {
            jobClasses.useIn(hadoop);
            RunnerLaunch.Identity identity = new RunnerLaunch.Identity(
                    application, host + ":" + link.port(), setup.settings().get(Keys.RUNNER_SLOTS));
            RunnerLaunch launch = new RunnerLaunch(identity, files, credentials, hadoop);
            try (YarnCluster cluster = new YarnCluster(hadoop, setup.settings(), launch, master, host, link.port())) {
                runRegistered(master, cluster, staging);
            }
        }
    }

    private static void runRegistered(AppMaster master, YarnCluster cluster, StagingDirectory staging)
            throws IOException, InterruptedException {
        try {
            Outcome outcome = master.run(cluster);
            staging.delete();
            cluster.unregister(
                    status(outcome.state()),
                    outcome.failure().map(Failure::toString).orElse(""));
        } catch (RuntimeException e) {
            LOG.error("The AppMaster failed", e);
            staging.delete();
            Failure failure = e instanceof WeftException weft
                    ? weft.failure()
                    : new Failure(ErrorCode.INTERNAL, "Cannot go on: a mistake in Weft: " + e);
            cluster.unregister(FinalApplicationStatus.FAILED, failure.toString());
        }
    }

    private static FinalApplicationStatus status(JobState state) {
        return switch (state) {
            case SUCCEEDED -> FinalApplicationStatus.SUCCEEDED;
            case KILLED -> FinalApplicationStatus.KILLED;
            default -> FinalApplicationStatus.FAILED;
        };
    }

    private static String needed(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException(name + " is not set: an AppMaster is started by YARN alone");
        }
        return value;
    }
}
