package io.weft.runner.shuffle;

import static io.weft.runner.shuffle.ShuffleNode.content;
import static io.weft.runner.shuffle.ShuffleNode.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.runner.shuffle.ShuffleAddress.Server;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostFetchTest {
    private static final int CAPACITY = 4000;
    private static final ShuffleAddress ADDRESS = new ShuffleAddress("localhost", 1, Server.NODE);

    @TempDir
    private Path spills;

    private final SegmentQueue queue = new SegmentQueue(CAPACITY, 100);
    private HostFetch fetch;

    @BeforeEach
    void useTheSpillDirectory() {
        fetch = new HostFetch(ADDRESS, Map.of(), queue, spills, new byte[64]);
    }

    private static SegmentHeader header(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return new SegmentHeader(id(0), 0, bytes.length, (int) crc.getValue());
    }

    private void receive(byte[] sent, int received) throws IOException {
        SegmentHeader header = header(sent);
        InputStream in = new ByteArrayInputStream(sent, 0, received);
        fetch.receive(header, new SegmentInputStream(in, header.length(), header.checksum()));
    }

    @Test
    void keepsNothingOfASegmentThatBreaks() throws IOException {
        byte[] small = content(0, 0, CAPACITY / 4);
        byte[] large = content(0, 0, 3 * CAPACITY);
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> receive(small, small.length - 1)).isInstanceOf(EOFException.class);
            assertThatThrownBy(() -> receive(large, large.length - 1)).isInstanceOf(EOFException.class);
        }

        assertThat(queue.poll()).isNull();
        assertThat(spills).isEmptyDirectory();
        for (int i = 0; i < 4; i++) {
            assertThat(queue.tryReserve(CAPACITY / 4)).isTrue();
        }
    }

    @Test
    void spillsWhatDoesNotFitAndHandsOutTheSame() throws IOException {
        byte[] large = content(0, 0, 3 * CAPACITY);

        receive(large, large.length);

        SegmentQueue.Entry entry = Objects.requireNonNull(queue.poll());
        assertThat(entry.memoryBytes()).isZero();
        assertThat(spills).isEmptyDirectory();
        assertThat(entry.segment().input().readAllBytes()).isEqualTo(large);
        entry.segment().close();
    }
}
