package io.weft.runner.shuffle;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What is fetched from one server, into a queue. Runs in one thread. */
final class HostFetch implements SegmentReceiver {
    private final ShuffleAddress address;
    private final Map<Integer, List<MapOutputId>> outputsByPartition;
    private final SegmentQueue queue;
    private final Path spillDirectory;
    private final byte[] copyBuffer;

    /**
     * Describes the work.
     *
     * @param copyBuffer the thread's own, used for spilling
     */
    HostFetch(
            ShuffleAddress address,
            Map<Integer, List<MapOutputId>> outputsByPartition,
            SegmentQueue queue,
            Path spillDirectory,
            byte[] copyBuffer) {
        this.address = address;
        this.outputsByPartition = outputsByPartition;
        this.queue = queue;
        this.spillDirectory = spillDirectory;
        this.copyBuffer = copyBuffer;
    }

    /** Fetches everything, as fast as the queue gives room. */
    void run(ShuffleClient client, int threads) throws InterruptedException {
        for (Map.Entry<Integer, List<MapOutputId>> entry : outputsByPartition.entrySet()) {
            List<MapOutputId> outputs = entry.getValue();
            int done = 0;
            while (done < outputs.size()) {
                queue.awaitRoom();
                int end = Math.min(outputs.size(), done + queue.requestLength(threads));
                client.fetch(entry.getKey(), outputs.subList(done, end), end - done, this);
                done = end;
            }
        }
    }

    @Override
    public void receive(SegmentHeader header, InputStream body) throws IOException {
        long length = header.length();
        if (length == 0) {
            queue.putEmpty();
        } else if (queue.tryReserve(length)) {
            queue.put(new SegmentQueue.Entry(segment(header, inMemory((int) length, body)), length, 0));
        } else {
            InputStream spilled =
                    SpilledSegment.of(body, spillDirectory, copyBuffer).open();
            queue.put(new SegmentQueue.Entry(segment(header, spilled), 0, length));
        }
    }

    private InputStream inMemory(int length, InputStream body) throws IOException {
        boolean whole = false;
        try {
            byte[] bytes = new byte[length];
            body.readNBytes(bytes, 0, length);
            whole = true;
            return new ByteArrayInputStream(bytes);
        } finally {
            if (!whole) {
                queue.release(length);
            }
        }
    }

    private Segment segment(SegmentHeader header, InputStream input) {
        return new Segment(new ShuffleSource(header.output(), address), header.partition(), header.length(), input);
    }
}
