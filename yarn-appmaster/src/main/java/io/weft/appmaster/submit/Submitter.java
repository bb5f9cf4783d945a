package io.weft.appmaster.submit;

import io.weft.appmaster.yarn.AppMasterLaunch;
import io.weft.appmaster.yarn.ContainerFiles;
import io.weft.appmaster.yarn.JvmMemory;
import io.weft.appmaster.yarn.StagingDirectory;
import io.weft.config.Keys;
import io.weft.config.Settings;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.protocol.JobDescription;
import io.weft.runner.link.ApplicationSecret;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;
import org.apache.hadoop.yarn.api.records.ApplicationTimeoutType;
import org.apache.hadoop.yarn.api.records.LogAggregationContext;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.client.api.YarnClientApplication;
import org.apache.hadoop.yarn.exceptions.YarnException;

/**
 * Submits jobs to the cluster that a configuration names. Made with one application's id in hand, so that a cluster that
 * does not answer is noticed before a job is planned. Used by one thread.
 */
public final class Submitter implements AutoCloseable {
    private static final String TYPE = "WEFT";
    private static final String TAG = "weft";
    private static final long TIMEOUT_GRACE_SECONDS = 60;

    private final Configuration hadoop;
    private final YarnClient yarn;
    private final YarnClientApplication application;

    private Submitter(Configuration hadoop, YarnClient yarn, YarnClientApplication application) {
        this.hadoop = hadoop;
        this.yarn = yarn;
        this.application = application;
    }

    /**
     * A job and how it is to run.
     *
     * @param jars of the job, on this machine
     * @param files for its functions, by the names that they ask for
     * @param data directories that are read and written, for whose file systems the containers need tokens
     * @param credentials what else the containers need to prove their right
     */
    public record Submission(
            JobDescription job,
            Settings settings,
            EngineHome engine,
            List<java.nio.file.Path> jars,
            Map<String, Path> files,
            List<Path> data,
            Credentials credentials) {
        public Submission {
            jars = List.copyOf(jars);
            files = Map.copyOf(files);
            data = List.copyOf(data);
        }
    }

    /**
     * Reaches the cluster.
     *
     * @param hadoop the client's configuration, which the containers get, too
     * @param environment of this process
     * @throws WeftException CLUSTER_UNREACHABLE, within half a minute
     */
    public static Submitter connect(Configuration hadoop, Map<String, String> environment) {
        ClusterAddress.check(hadoop, environment);
        YarnClient yarn = YarnClient.createYarnClient();
        try {
            yarn.init(ClusterAddress.impatient(hadoop));
            yarn.start();
            return new Submitter(hadoop, yarn, yarn.createApplication());
        } catch (IOException | YarnException | RuntimeException e) {
            yarn.stop();
            throw YarnFailure.of(e, "reach the ResourceManager", hadoop);
        }
    }

    /** The id of the application that {@link #submit} submits. */
    public ApplicationId applicationId() {
        return application.getNewApplicationResponse().getApplicationId();
    }

    /**
     * Submits a job, once. What was stored for it is removed again if that fails.
     *
     * @return the application, to be closed by the caller; it uses this submitter's connection
     * @throws WeftException if the cluster or its file system refuses
     */
    public SubmittedJob submit(Submission submission) throws IOException {
        Settings settings = submission.settings();
        // Found here rather than in a container: whether the runners' memory can be divided at all.
        JvmMemory.of(settings.get(Keys.RUNNER_MEMORY_MB), settings.get(Keys.RUNNER_SLOTS));
        checkSize(settings);
        Path root = StagingDirectory.root(settings, hadoop);
        StagingDirectory staging = StagingDirectory.create(root, applicationId().toString(), hadoop);
        // For a client that is interrupted before YARN has the application.
        staging.fileSystem().deleteOnExit(staging.path());
        try {
            staging.fill(submission.job(), hadoop, submission.jars());
            staging.add(submission.files(), hadoop);
            ContainerFiles files = staging.containerFiles(engine(submission, root));
            ApplicationSecret secret = ApplicationSecret.generate();
            yarn.submitApplication(context(submission, staging, files, secret));
            staging.fileSystem().cancelDeleteOnExit(staging.path());
            return new SubmittedJob(yarn, applicationId(), secret, staging, hadoop);
        } catch (IOException | YarnException | RuntimeException e) {
            try {
                staging.delete();
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw YarnFailure.of(e, "submit the job", hadoop);
        }
    }

    private void checkSize(Settings settings) {
        Resource most = application.getNewApplicationResponse().getMaximumResourceCapability();
        checkSize(Keys.APPMASTER_MEMORY_MB.name(), settings.get(Keys.APPMASTER_MEMORY_MB), most.getMemorySize());
        checkSize(Keys.RUNNER_MEMORY_MB.name(), settings.get(Keys.RUNNER_MEMORY_MB), most.getMemorySize());
        checkSize(Keys.RUNNER_SLOTS.name(), settings.get(Keys.RUNNER_SLOTS), most.getVirtualCores());
    }

    private static void checkSize(String setting, int wanted, long most) {
        if (wanted > most) {
            throw new WeftException(
                    ErrorCode.CLUSTER_REFUSED,
                    "Cannot submit the job: %s is %d, and the cluster's containers have at most %d (lower it)",
                    setting,
                    wanted,
                    most);
        }
    }

    private Path engine(Submission submission, Path root) throws IOException {
        String archive = submission.settings().get(Keys.ENGINE_ARCHIVE);
        if (!archive.isEmpty() && archive.contains(":/") && !archive.startsWith("file:")) {
            return new Path(archive);
        }
        return EngineUpload.ensure(submission.engine(), root.getFileSystem(hadoop), root);
    }

    private ApplicationSubmissionContext context(
            Submission submission, StagingDirectory staging, ContainerFiles files, ApplicationSecret secret)
            throws IOException {
        Settings settings = submission.settings();
        ApplicationSubmissionContext context = application.getApplicationSubmissionContext();
        context.setApplicationName(submission.job().name());
        context.setApplicationType(TYPE);
        context.setApplicationTags(Set.of(TAG));
        context.setQueue(settings.get(Keys.JOB_QUEUE));
        context.setMaxAppAttempts(1);
        context.setResource(Resource.newInstance(settings.get(Keys.APPMASTER_MEMORY_MB), 1));
        context.setLogAggregationContext(LogAggregationContext.newInstance(".*", ""));
        int seconds = settings.get(Keys.JOB_TIMEOUT_SECONDS);
        if (seconds > 0) {
            // The AppMaster keeps the time and cleans up; YARN is there for one that does not.
            context.setApplicationTimeouts(Map.of(ApplicationTimeoutType.LIFETIME, seconds + TIMEOUT_GRACE_SECONDS));
        }
        Credentials credentials = new Credentials(submission.credentials());
        secret.storeIn(credentials);
        DelegationTokens.add(submission.data(), staging.path(), yarn, hadoop, credentials);
        context.setAMContainerSpec(
                AppMasterLaunch.context(staging, files, settings.get(Keys.APPMASTER_MEMORY_MB), credentials, hadoop));
        return context;
    }

    /** Ends the connection; a job that was submitted goes on. */
    @Override
    public void close() {
        yarn.stop();
    }
}
