package io.weft.appmaster.yarn;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.DataOutputBuffer;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.api.records.LocalResource;

/** How YARN starts an AppMaster, and what the AppMaster then finds. */
public final class AppMasterLaunch {
    /** In the working directory: the job's description. */
    public static final String JOB_FILE = "job";

    /** In the environment: the application's staging directory. */
    public static final String STAGING = "WEFT_STAGING";

    /** In the environment: the engine's archive. */
    public static final String ENGINE = "WEFT_ENGINE";

    /** The class that is started. */
    static final String MAIN_CLASS = "io.weft.appmaster.AppMasterMain";

    private AppMasterLaunch() {}

    /**
     * What the ResourceManager is told.
     *
     * @param memory megabytes of the container
     * @param credentials the application's secret, and tokens where the cluster wants them
     */
    public static ContainerLaunchContext context(
            StagingDirectory staging, ContainerFiles files, int memory, Credentials credentials, Configuration hadoop)
            throws IOException {
        Map<String, LocalResource> resources = new HashMap<>(files.resources(hadoop));
        resources.put(JOB_FILE, ContainerFiles.file(staging.job(), hadoop));
        Map<String, String> environment = ContainerFiles.environment();
        environment.put(STAGING, staging.path().toString());
        environment.put(ENGINE, files.engine().toString());
        String command = JavaCommand.of(MAIN_CLASS, JvmMemory.of(memory, 0), 0);
        return ContainerLaunchContext.newInstance(
                resources, environment, List.of(command), null, bytes(credentials), null);
    }

    /** Credentials as containers get them. */
    static ByteBuffer bytes(Credentials credentials) throws IOException {
        try (DataOutputBuffer buffer = new DataOutputBuffer()) {
            credentials.writeTokenStorageToStream(buffer);
            return ByteBuffer.wrap(buffer.getData(), 0, buffer.getLength());
        }
    }
}
