package io.weft.runner.shuffle;

import static io.weft.runner.shuffle.ShuffleNode.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.runner.shuffle.ShuffleAddress.Server;
import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SegmentQueueTest {
    private static SegmentQueue.Entry entry(int length, boolean spilled) {
        ShuffleSource source = new ShuffleSource(id(0), new ShuffleAddress("localhost", 1, Server.RUNNER));
        Segment segment = new Segment(source, 0, length, new ByteArrayInputStream(new byte[length]));
        return new SegmentQueue.Entry(segment, spilled ? 0 : length, spilled ? length : 0);
    }

    private static Thread waiting(SegmentQueue queue) {
        Thread thread = new Thread(() -> {
            try {
                queue.awaitRoom();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        thread.start();
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
        }
        return thread;
    }

    @Test
    void neverGivesMoreMemoryThanThereIs() {
        SegmentQueue queue = new SegmentQueue(1000, 10);

        assertThat(queue.tryReserve(251)).isFalse();
        for (int i = 0; i < 4; i++) {
            assertThat(queue.tryReserve(250)).isTrue();
        }
        assertThat(queue.tryReserve(1)).isFalse();
        queue.release(250);
        assertThat(queue.tryReserve(250)).isTrue();
    }

    @Test
    void letsNobodyAskForMoreWhileHalfOfTheMemoryIsHeld() throws InterruptedException {
        SegmentQueue queue = new SegmentQueue(1000, 10);
        for (int i = 0; i < 2; i++) {
            assertThat(queue.tryReserve(250)).isTrue();
            queue.put(entry(250, false));
        }
        assertThat(queue.take()).isNotNull();
        Thread thread = waiting(queue);
        assertThat(thread.getState()).isEqualTo(Thread.State.WAITING);

        queue.release(250);

        thread.join();
    }

    @Test
    void countsWhatWaitsInFilesUntilItIsTaken() throws InterruptedException {
        SegmentQueue queue = new SegmentQueue(1000, 10);
        queue.put(entry(5000, true));
        Thread thread = waiting(queue);
        assertThat(thread.getState()).isEqualTo(Thread.State.WAITING);
        assertThat(queue.tryReserve(250)).isTrue();

        assertThat(queue.take()).isNotNull();

        thread.join();
        assertThat(queue.allSpilledBytes()).isEqualTo(5000);
    }

    @Test
    void asksForAsManySegmentsAsFitInHalfOfTheMemory() {
        SegmentQueue queue = new SegmentQueue(10_000, 10);
        assertThat(queue.requestLength(4)).isEqualTo(8);
        queue.put(entry(100, true));
        assertThat(queue.requestLength(1)).isEqualTo(50);
        assertThat(queue.requestLength(5)).isEqualTo(10);
        queue.put(entry(100_000, true));
        assertThat(queue.requestLength(1)).isEqualTo(1);
    }

    @Test
    void endsWhenAllHasArrivedAndBeenTaken() throws InterruptedException {
        SegmentQueue queue = new SegmentQueue(1000, 3);
        queue.putEmpty();
        queue.put(entry(1, true));
        queue.putEmpty();

        assertThat(queue.take()).isNotNull();
        assertThat(queue.take()).isNull();
    }

    @Test
    void wakesEverybodyOnFailureAndThrowsTheFirst() throws InterruptedException {
        SegmentQueue queue = new SegmentQueue(1000, 3);
        queue.put(entry(1000, true));
        Thread thread = waiting(queue);

        queue.fail(new IllegalStateException("first"));
        queue.fail(new IllegalStateException("second"));

        thread.join();
        assertThatThrownBy(queue::take).hasMessage("first");
    }
}
