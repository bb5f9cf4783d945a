package io.weft.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.yarn.api.records.ApplicationId;

/**
 * A running HDFS and YARN on this machine, with real data locality: node i is the host 127.0.1.i, as a DataNode and as a
 * NodeManager, and containers are processes of their own. Linux only, where every address that starts with 127 is this
 * machine.
 *
 * <p>{@link MiniHadoop} runs all daemons in this JVM and starts fast; {@link DaemonCluster} gives each a process of its own,
 * so that one can be killed. All methods may be called from any thread until {@link #close}.
 */
public interface HadoopCluster extends AutoCloseable {
    ClusterSettings settings();

    /** Where the cluster keeps its files; the daemons' and containers' logs are below it. */
    Path directory();

    /** A directory with core-site.xml, hdfs-site.xml, yarn-site.xml and mapred-site.xml, for HADOOP_CONF_DIR. */
    Path confDir();

    /** Hadoop's jars, as {@code hadoop classpath} prints them on a real cluster; nothing of Weft's. */
    List<Path> classpath();

    /** The clients' configuration, for code in this JVM. A new copy each time, owned by the caller. */
    Configuration configuration();

    /** The cluster's HDFS. The cluster owns it: do not close it. */
    FileSystem fileSystem();

    /** The hosts, in order, by the name that block locations and NodeIds carry. */
    List<String> nodes();

    /** The containers of an application that have a running process now, its AppMaster's among them. */
    List<ContainerProcess> containers(ApplicationId application);

    /**
     * What the containers of an application have written to their logs so far, one file after the other, under headings.
     * Empty if there is nothing.
     */
    String logs(ApplicationId application) throws IOException;

    /**
     * What the DataNode of a host has sent to readers since it started. A read is local when the reader's connection came
     * from the same host; clients outside of containers count as remote.
     *
     * @param host one of {@link #nodes}
     */
    BlockReads blockReads(String host) throws IOException;

    /** Stops the daemons and kills what is left of the containers. Calling it again does nothing. */
    @Override
    void close();

    /** Bytes that one DataNode has sent to readers on its own host and on others. */
    record BlockReads(long localBytes, long remoteBytes) {}
}
