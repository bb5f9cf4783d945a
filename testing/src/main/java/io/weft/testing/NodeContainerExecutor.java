package io.weft.testing;

import java.util.Map;
import org.apache.hadoop.yarn.api.ApplicationConstants.Environment;
import org.apache.hadoop.yarn.server.nodemanager.DefaultContainerExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Starts containers as Hadoop does. A container inherits HADOOP_CONF_DIR and JAVA_HOME from its NodeManager's environment,
 * and here the NodeManager may live in a JVM whose environment nobody has set up.
 */
final class NodeContainerExecutor extends DefaultContainerExecutor {
    /** The clients' configuration directory. */
    static final String CONF_DIR = "weft.testing.conf.dir";

    @Override
    protected @Nullable String getNMEnvVar(String name) {
        Map<String, String> always = Map.of(
                Environment.HADOOP_CONF_DIR.name(),
                getConf().get(CONF_DIR, ""),
                Environment.JAVA_HOME.name(),
                System.getProperty("java.home"));
        return always.getOrDefault(name, super.getNMEnvVar(name));
    }
}
