package io.weft.runner.shuffle;

import static io.weft.runner.shuffle.ShuffleNode.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.io.DataOutputBuffer;
import org.apache.hadoop.mapreduce.task.reduce.ShuffleHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentHeaderTest {
    private static final int CHECKSUM = 0xfedcba98;

    @Test
    void isWrittenAsHadoopWritesIt() throws IOException {
        DataOutputBuffer buffer = new DataOutputBuffer();
        new ShuffleHeader(id(3).toString(), 5L << 30, Integer.toUnsignedLong(CHECKSUM), 511).write(buffer);

        assertThat(new SegmentHeader(id(3), 511, 5L << 30, CHECKSUM).encode())
                .isEqualTo(Arrays.copyOf(buffer.getData(), buffer.getLength()));
    }

    @Test
    void isReadBack() throws IOException {
        SegmentHeader header = new SegmentHeader(id(3), 511, 5L << 30, CHECKSUM);

        assertThat(SegmentHeader.read(new ByteArrayInputStream(header.encode()), id(3), 511))
                .isEqualTo(header);
    }

    @ParameterizedTest
    @CsvSource({"4, 511, 10", "3, 510, 10", "3, 511, -1"})
    void isRefusedWhereItIsNotOfTheSegmentThatWasAskedFor(int task, int partition, long length) {
        byte[] bytes = new SegmentHeader(id(task), partition, length, 0).encode();

        assertThatThrownBy(() -> SegmentHeader.read(new ByteArrayInputStream(bytes), id(3), 511))
                .isInstanceOf(InvalidReplyException.class)
                .hasMessage(
                        "Got the header of partition %d of '%s' with %d bytes instead of partition 511 of %s",
                        partition, id(task), length, id(3));
    }
}
