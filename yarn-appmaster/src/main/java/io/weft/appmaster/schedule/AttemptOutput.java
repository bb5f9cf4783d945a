package io.weft.appmaster.schedule;

import io.weft.protocol.KeySample;
import io.weft.protocol.OutputFile;
import io.weft.protocol.PartitionSizes;
import java.util.List;
import java.util.Optional;

/**
 * What a succeeded attempt has left behind.
 *
 * @param host that holds its shuffle output
 * @param servicePort of the node's shuffle service, or 0 where only runners of that host can serve it
 * @param sizes of its shuffle output, if it has one
 * @param files for the job's output
 * @param badRows the file of rows that it has set aside, if there were any
 * @param sample of its keys, if it was to take one
 */
record AttemptOutput(
        String host,
        int servicePort,
        Optional<PartitionSizes> sizes,
        List<OutputFile> files,
        Optional<OutputFile> badRows,
        Optional<KeySample> sample) {
    AttemptOutput {
        files = List.copyOf(files);
    }

    /** Whether only runners of its host can serve it. */
    boolean isServedByRunners() {
        return sizes.isPresent() && servicePort == 0;
    }
}
