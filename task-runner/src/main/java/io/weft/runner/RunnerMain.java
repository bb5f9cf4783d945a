package io.weft.runner;

import io.weft.error.WeftException;
import io.weft.runner.link.ApplicationSecret;
import io.weft.runner.link.LinkTokenIdentifier;
import io.weft.runner.link.RpcMasterLink;
import io.weft.runner.memory.RunnerMemory;
import io.weft.runner.shuffle.FetchSettings;
import io.weft.runner.shuffle.LocalOutputs;
import io.weft.runner.shuffle.NodeShuffleService;
import io.weft.runner.shuffle.ShuffleAccess;
import io.weft.runner.shuffle.ShuffleApplication;
import io.weft.runner.shuffle.ShuffleServer;
import io.weft.runner.shuffle.ShuffleSignature;
import io.weft.runner.task.JobCode;
import io.weft.runner.task.MasterClient;
import io.weft.runner.task.RunnerContext;
import io.weft.runner.task.RunnerIdentity;
import io.weft.runner.task.TaskRunner;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.SocketFactory;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.net.NetUtils;
import org.apache.hadoop.security.UserGroupInformation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process in a runner's container. Its environment: {@code WEFT_APPLICATION}, {@code WEFT_MASTER} (host:port), {@code
 * WEFT_SLOTS}, {@code WEFT_MEMORY_MB} of the container, {@code WEFT_CONTAINER}, {@code WEFT_JOB_JARS} and {@code WEFT_JOB_FILES} (files separated by commas, may be empty), and from YARN {@code
 * NM_HOST}, {@code LOCAL_DIRS} and {@code NM_AUX_SERVICE_mapreduce_shuffle}. The application's secret is in its credentials.
 */
public final class RunnerMain {
    private static final Logger LOG = LoggerFactory.getLogger(RunnerMain.class);

    private static final long MASTER_PATIENCE_MILLIS = 20_000;

    private RunnerMain() {}

    /** Runs until the AppMaster ends it; the exit code is that of the failure. */
    public static void main(String[] args) {
        int code;
        try {
            run(System.getenv());
            code = 0;
        } catch (WeftException e) {
            LOG.error("The runner ends: {}", e.getMessage());
            code = e.code().exitCode();
        } catch (Throwable e) {
            LOG.error("The runner ends", e);
            code = 70;
        }
        System.exit(code);
    }

    private static void run(Map<String, String> environment) throws Exception {
        Configuration hadoop = new Configuration();
        ShuffleApplication application = ShuffleApplication.parse(needed(environment, "WEFT_APPLICATION"));
        String container = needed(environment, "WEFT_CONTAINER");
        String host = needed(environment, "NM_HOST");
        int slots = Integer.parseInt(needed(environment, "WEFT_SLOTS"));
        InetSocketAddress masterAddress = NetUtils.createSocketAddr(needed(environment, "WEFT_MASTER"));
        LocalOutputs outputs = LocalOutputs.of(needed(environment, "LOCAL_DIRS"));
        ApplicationSecret secret =
                ApplicationSecret.loadFrom(UserGroupInformation.getCurrentUser().getCredentials());
        ShuffleSignature signature = ShuffleSignature.of(secret.bytes(), hadoop);
        ShuffleAccess access =
                new ShuffleAccess(signature, host, outputs, FetchSettings.defaults(), SocketFactory.getDefault());
        List<Path> spills = new ArrayList<>();
        for (Path disk : outputs.directories()) {
            spills.add(Files.createDirectories(disk.resolve("spill-" + container)));
        }
        long containerBytes = Long.parseLong(needed(environment, "WEFT_MEMORY_MB")) << 20;
        RunnerMemory memory = RunnerMemory.ofContainer(containerBytes, slots);
        LinkTokenIdentifier caller = new LinkTokenIdentifier(application.toString(), "runner/" + container);
        try (JobClassLoader jobClasses = JobClassLoader.of(jars(environment.getOrDefault("WEFT_JOB_JARS", "")));
                RpcMasterLink link = new RpcMasterLink(hadoop, masterAddress, caller.mint(secret));
                ShuffleServer server = new ShuffleServer(
                        new InetSocketAddress("0.0.0.0", 0),
                        application,
                        signature,
                        outputs,
                        ShuffleServer.Limits.defaults())) {
            jobClasses.useIn(hadoop);
            RunnerIdentity identity =
                    new RunnerIdentity(container, host, slots, servicePort(environment), server.port());
            JobCode code = new JobCode(jobClasses, files(environment.getOrDefault("WEFT_JOB_FILES", "")));
            RunnerContext context = new RunnerContext(application, hadoop, access, outputs, memory, spills, code);
            new TaskRunner(identity, context, new MasterClient(link, MASTER_PATIENCE_MILLIS)).run();
        }
    }

    private static String needed(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException(name + " is not set: a runner is started by its AppMaster alone");
        }
        return value;
    }

    private static int servicePort(Map<String, String> environment) {
        String reply = environment.get("NM_AUX_SERVICE_" + NodeShuffleService.NAME);
        return reply == null
                ? 0
                : NodeShuffleService.port(ByteBuffer.wrap(Base64.getDecoder().decode(reply)));
    }

    /** Files of the working directory by their names. */
    private static Map<String, Path> files(String names) {
        Map<String, Path> files = new HashMap<>();
        for (String name : names.split(",", -1)) {
            if (!name.isEmpty()) {
                files.put(name, Path.of(name).toAbsolutePath());
            }
        }
        return files;
    }

    private static List<String> jars(String names) {
        return names.isEmpty() ? List.of() : List.of(names.split(",", -1));
    }
}
