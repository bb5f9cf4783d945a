package io.weft.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.server.datanode.DataNode;
import org.apache.hadoop.hdfs.server.namenode.FSNamesystem;
import org.apache.hadoop.hdfs.server.namenode.NameNode;
import org.apache.hadoop.service.Service;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.nodemanager.NodeManager;
import org.apache.hadoop.yarn.server.resourcemanager.ResourceManager;

/** The four daemons of Hadoop, each able to run in this JVM. Closing a running one stops it. */
enum Daemon {
    NAME_NODE {
        @Override
        Running start(Configuration configuration) throws IOException {
            for (URI name : FSNamesystem.getNamespaceDirs(configuration)) {
                if (!Files.exists(Path.of(name).resolve("current"))) {
                    NameNode.format(configuration);
                }
            }
            NameNode nameNode = NameNode.createNameNode(new String[0], configuration);
            return nameNode::stop;
        }
    },

    DATA_NODE {
        @Override
        Running start(Configuration configuration) throws IOException {
            DataNode dataNode = DataNode.createDataNode(new String[0], configuration);
            Waiting.until("the DataNode to register", START, () -> dataNode.isDatanodeFullyStarted(true));
            return dataNode::shutdown;
        }
    },

    RESOURCE_MANAGER {
        @Override
        Running start(Configuration configuration) {
            return launch(new ResourceManager(), configuration);
        }
    },

    NODE_MANAGER {
        @Override
        Running start(Configuration configuration) {
            return launch(new NodeManager(), configuration);
        }
    };

    private static final Duration START = Duration.ofMinutes(3);

    /** Something that runs until it is closed. */
    @FunctionalInterface
    interface Running extends AutoCloseable {
        @Override
        void close();
    }

    /** Returns when the daemon serves, and, for one of a node, is registered with its master. */
    abstract Running start(Configuration configuration) throws IOException;

    /** The name for files and messages. */
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Hadoop's defaults and site files of the class path, for daemons and clients alike. */
    static Configuration configuration() {
        return new YarnConfiguration(new HdfsConfiguration());
    }

    private static Running launch(Service service, Configuration configuration) {
        try {
            service.init(configuration);
            service.start();
        } catch (RuntimeException e) {
            service.stop();
            throw e;
        }
        return service::stop;
    }
}
