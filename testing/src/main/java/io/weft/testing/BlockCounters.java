package io.weft.testing;

import io.weft.testing.HadoopCluster.BlockReads;
import org.apache.hadoop.metrics2.AbstractMetric;
import org.apache.hadoop.metrics2.MetricsSource;
import org.apache.hadoop.metrics2.impl.MetricsCollectorImpl;
import org.apache.hadoop.metrics2.impl.MetricsRecordImpl;
import org.apache.hadoop.metrics2.lib.DefaultMetricsSystem;

/** The counters of the DataNodes in this JVM, read at their source: what JMX shows is up to ten seconds old. */
final class BlockCounters {
    private BlockCounters() {}

    /**
     * What a DataNode of this JVM has sent to readers.
     *
     * @param dataNode host and port of its block transfer, with a hyphen between
     */
    static BlockReads reads(String dataNode) {
        MetricsSource source = DefaultMetricsSystem.instance().getSource("DataNodeActivity-" + dataNode);
        if (source == null) {
            throw new IllegalStateException("Cannot read the counters of DataNode " + dataNode + ": it has none");
        }
        MetricsCollectorImpl collector = new MetricsCollectorImpl();
        source.getMetrics(collector, true);
        long all = 0;
        long remote = 0;
        for (MetricsRecordImpl metrics : collector.getRecords()) {
            for (AbstractMetric metric : metrics.metrics()) {
                if (metric.name().equals("BytesRead")) {
                    all = metric.value().longValue();
                } else if (metric.name().equals("RemoteBytesRead")) {
                    remote = metric.value().longValue();
                }
            }
        }
        return new BlockReads(all - remote, remote);
    }
}
