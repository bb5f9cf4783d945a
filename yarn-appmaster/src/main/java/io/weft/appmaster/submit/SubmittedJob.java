package io.weft.appmaster.submit;

import io.weft.appmaster.yarn.StagingDirectory;
import io.weft.error.ErrorCode;
import io.weft.error.Failure;
import io.weft.error.WeftException;
import io.weft.runner.link.ApplicationSecret;
import io.weft.runner.link.LinkTokenIdentifier;
import io.weft.runner.link.MasterLink;
import io.weft.runner.link.RpcMasterLink;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.net.NetUtils;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** An application of ours on the cluster. Its methods may be called by any thread. */
public final class SubmittedJob {
    private static final long FIRST_POLLS_MILLIS = 15_000;
    private static final long FIRST_POLL_MILLIS = 100;
    private static final long POLL_MILLIS = 1000;
    private static final String ROLE = "client";

    private final YarnClient yarn;
    private final ApplicationId id;
    private final ApplicationSecret secret;
    private final StagingDirectory staging;
    private final Configuration hadoop;

    SubmittedJob(
            YarnClient yarn,
            ApplicationId id,
            ApplicationSecret secret,
            StagingDirectory staging,
            Configuration hadoop) {
        this.yarn = yarn;
        this.id = id;
        this.secret = secret;
        this.staging = staging;
        this.hadoop = hadoop;
    }

    public ApplicationId id() {
        return id;
    }

    /** Where a browser sees the application, or an empty text. */
    public String trackingUrl() {
        String url = report().getTrackingUrl();
        return url == null || url.equals("N/A") ? "" : url;
    }

    /**
     * Waits until the AppMaster takes calls.
     *
     * @param waiting told several times a second what is waited for
     * @return the way to it, for the caller to close
     * @throws WeftException if the application is over before
     */
    public MasterLink awaitLink(Consumer<String> waiting) throws IOException {
        long started = System.nanoTime();
        while (true) {
            ApplicationReport report = report();
            if (isOver(report)) {
                throw ended(report)
                        .map(WeftException::of)
                        .orElseGet(() -> new WeftException(
                                ErrorCode.APPMASTER_LOST,
                                "Cannot follow the job: %s has succeeded before this client could ask it",
                                id));
            }
            if (report.getYarnApplicationState() == YarnApplicationState.RUNNING && report.getRpcPort() > 0) {
                InetSocketAddress address = NetUtils.createSocketAddrForHost(report.getHost(), report.getRpcPort());
                return new RpcMasterLink(hadoop, address, new LinkTokenIdentifier(id.toString(), ROLE).mint(secret));
            }
            waiting.accept(waitingFor(report));
            long waited = Duration.ofNanos(System.nanoTime() - started).toMillis();
            pause(waited < FIRST_POLLS_MILLIS ? FIRST_POLL_MILLIS : POLL_MILLIS);
        }
    }

    /**
     * Finds out what became of a job whose AppMaster no longer answers: waits, for as long as given, until the
     * ResourceManager knows.
     *
     * @param cause what the link has told
     * @return the failure, or nothing for a job that has succeeded
     */
    public Optional<Failure> outcome(IOException cause, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        ApplicationReport report = report();
        while (!isOver(report) && System.nanoTime() < deadline) {
            pause(FIRST_POLL_MILLIS);
            report = report();
        }
        if (isOver(report)) {
            return ended(report);
        }
        return Optional.of(new Failure(
                ErrorCode.APPMASTER_LOST,
                "Cannot follow the job: its AppMaster does not answer (%s), and the ResourceManager says that %s is %s"
                        .formatted(cause.getMessage(), id, report.getYarnApplicationState())));
    }

    /** Lets YARN end the application, without a chance for its AppMaster to clean up, and removes its files. */
    public void kill() throws IOException {
        try {
            yarn.killApplication(id);
        } catch (YarnException e) {
            throw new IOException("Cannot kill %s: %s".formatted(id, e.getMessage()), e);
        } finally {
            staging.delete();
        }
    }

    /** Whoever comes last removes the files: an AppMaster that was killed could not. */
    private Optional<Failure> ended(ApplicationReport report) throws IOException {
        staging.delete();
        return ApplicationEnd.failure(report);
    }

    private static String waitingFor(ApplicationReport report) {
        return switch (report.getYarnApplicationState()) {
            case NEW, NEW_SAVING, SUBMITTED -> "YARN takes the job in";
            default -> "waiting for the AppMaster's container";
        };
    }

    private ApplicationReport report() {
        try {
            return yarn.getApplicationReport(id);
        } catch (IOException | YarnException e) {
            throw YarnFailure.of(e, "follow " + id, hadoop);
        }
    }

    /** Whether the ResourceManager says that the application is over. */
    public boolean isOver() {
        return isOver(report());
    }

    private static boolean isOver(ApplicationReport report) {
        return switch (report.getYarnApplicationState()) {
            case FINISHED, FAILED, KILLED -> true;
            default -> false;
        };
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WeftException(ErrorCode.INTERRUPTED, "Cannot follow the job: interrupted");
        }
    }
}
