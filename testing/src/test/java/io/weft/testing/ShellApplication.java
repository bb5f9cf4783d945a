package io.weft.testing;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.api.records.Priority;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.api.records.ResourceRequest;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.jspecify.annotations.Nullable;

/** A YARN application that is one shell command, run where its AppMaster should be. */
record ShellApplication(HadoopCluster cluster, ApplicationId id, String command) {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Runs the command on the given host and nowhere else. */
    static ShellApplication submit(HadoopCluster cluster, String host, String command) throws IOException {
        return submit(cluster, "/default-rack", host, command);
    }

    static ShellApplication submit(HadoopCluster cluster, String rack, String host, String command) throws IOException {
        try (YarnClient yarn = client(cluster.configuration())) {
            ApplicationSubmissionContext application = yarn.createApplication().getApplicationSubmissionContext();
            application.setMaxAppAttempts(1);
            application.setAMContainerSpec(
                    ContainerLaunchContext.newInstance(Map.of(), Map.of(), List.of(command), null, null, null));
            Resource size = Resource.newInstance(512, 1);
            Priority priority = Priority.newInstance(0);
            ResourceRequest anywhere = ResourceRequest.newInstance(priority, ResourceRequest.ANY, size, 1, false);
            ResourceRequest onRack = ResourceRequest.newInstance(priority, rack, size, 1, false);
            ResourceRequest there = ResourceRequest.newInstance(priority, host, size, 1, true);
            application.setAMContainerResourceRequests(List.of(there, onRack, anywhere));
            yarn.submitApplication(application);
            return new ShellApplication(cluster, application.getApplicationId(), command);
        } catch (YarnException e) {
            throw new IOException(e);
        }
    }

    static YarnClient client(Configuration configuration) {
        YarnClient yarn = YarnClient.createYarnClient();
        yarn.init(configuration);
        yarn.start();
        return yarn;
    }

    /** Returns the container as soon as nothing is left in it but the command: its launch has short processes of its own. */
    ContainerProcess awaitContainer() throws IOException {
        AtomicReference<@Nullable ContainerProcess> found = new AtomicReference<>();
        Waiting.until("the container", PATIENCE, () -> {
            cluster.containers(id).stream()
                    .filter(this::runsTheCommand)
                    .findFirst()
                    .ifPresent(found::set);
            return found.get() != null;
        });
        return Objects.requireNonNull(found.get());
    }

    private boolean runsTheCommand(ContainerProcess container) {
        return container.processes().stream()
                .allMatch(process -> process.info()
                        .commandLine()
                        .filter(line -> line.endsWith(command))
                        .isPresent());
    }

    /** What the ResourceManager says at the end. A command that is no AppMaster has failed for YARN. */
    ApplicationReport awaitEnd() throws IOException {
        try (YarnClient yarn = client(cluster.configuration())) {
            Waiting.until(
                    "the application to end",
                    PATIENCE,
                    () -> report(yarn).getFinalApplicationStatus() != FinalApplicationStatus.UNDEFINED);
            return report(yarn);
        }
    }

    private ApplicationReport report(YarnClient yarn) throws IOException {
        try {
            return yarn.getApplicationReport(id);
        } catch (YarnException e) {
            throw new IOException(e);
        }
    }
}
