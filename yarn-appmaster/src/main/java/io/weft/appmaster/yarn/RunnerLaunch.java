package io.weft.appmaster.yarn;

import io.weft.runner.link.ApplicationSecret;
import io.weft.runner.shuffle.NodeShuffleService;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.security.token.TokenIdentifier;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.security.AMRMTokenIdentifier;

/** How a NodeManager starts a task runner. The same for all of them but for the container's own name and memory. */
public final class RunnerLaunch {
    /** The class that is started. */
    static final String MAIN_CLASS = "io.weft.runner.RunnerMain";

    private final Identity identity;
    private final Map<String, LocalResource> resources;
    private final List<String> jobJars;
    private final List<String> jobFiles;
    private final ByteBuffer credentials;
    private final ByteBuffer registration;

    /**
     * What a runner is told of its job.
     *
     * @param application the application's id
     * @param master host and port of the AppMaster's link, with a colon between
     * @param slots of each runner
     */
    public record Identity(String application, String master, int slots) {}

    /**
     * Prepares the launches.
     *
     * @param own the AppMaster's credentials, of which runners get all but the right to speak to the ResourceManager
     */
    public RunnerLaunch(Identity identity, ContainerFiles files, Credentials own, Configuration hadoop)
            throws IOException {
        this.identity = identity;
        this.resources = files.resources(hadoop);
        this.jobJars = files.jobJars();
        this.jobFiles = files.jobFiles();
        this.credentials = AppMasterLaunch.bytes(forRunners(own));
        this.registration =
                NodeShuffleService.registration(ApplicationSecret.loadFrom(own).bytes());
    }

    static Credentials forRunners(Credentials own) {
        Credentials credentials = new Credentials();
        for (Token<? extends TokenIdentifier> token : own.getAllTokens()) {
            if (!token.getKind().equals(AMRMTokenIdentifier.KIND_NAME)) {
                credentials.addToken(token.getService(), token);
            }
        }
        own.getAllSecretKeys().forEach(alias -> credentials.addSecretKey(alias, own.getSecretKey(alias)));
        return credentials;
    }

    int slots() {
        return identity.slots();
    }

    /** What starts a runner in a container whose node has no shuffle service, or shall not use it. */
    ContainerLaunchContext context(Container container) {
        Map<String, String> environment = ContainerFiles.environment();
        environment.put("WEFT_APPLICATION", identity.application());
        environment.put("WEFT_MASTER", identity.master());
        environment.put("WEFT_SLOTS", Integer.toString(identity.slots()));
        environment.put("WEFT_CONTAINER", container.getId().toString());
        environment.put("WEFT_JOB_JARS", String.join(",", jobJars));
        environment.put("WEFT_JOB_FILES", String.join(",", jobFiles));
        int memory = Math.toIntExact(container.getResource().getMemorySize());
        environment.put("WEFT_MEMORY_MB", Integer.toString(memory));
        String command = JavaCommand.of(MAIN_CLASS, JvmMemory.of(memory, identity.slots()), identity.slots());
        return ContainerLaunchContext.newInstance(
                resources, environment, List.of(command), null, credentials.duplicate(), null);
    }

    /** The same, and the node's shuffle service learns the application's secret. */
    ContainerLaunchContext contextWithService(Container container) {
        ContainerLaunchContext context = context(container);
        context.setServiceData(Map.of(NodeShuffleService.NAME, registration.duplicate()));
        return context;
    }
}
