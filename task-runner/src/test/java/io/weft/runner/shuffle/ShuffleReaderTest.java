package io.weft.runner.shuffle;

import static io.weft.runner.shuffle.ShuffleNode.content;
import static io.weft.runner.shuffle.ShuffleNode.id;
import static io.weft.runner.shuffle.ShuffleNode.signature;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.runner.shuffle.FetchFailure.Cause;
import io.weft.runner.shuffle.ShuffleNode.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ShuffleReaderTest {
    private static final int PARTITIONS = 3;
    private static final FetchSettings SETTINGS = new FetchSettings(4, 4, 1, 10_000, 60_000, 60_000);

    @TempDir
    private Path root;

    private final FaultySockets sockets = new FaultySockets();
    private final List<ShuffleNode> nodes = new ArrayList<>();
    private final List<ShuffleSource> sources = new ArrayList<>();
    private final List<int[]> lengths = new ArrayList<>();

    private Path spills;
    private LocalOutputs elsewhere;

    @BeforeEach
    void makeDirectories() throws IOException {
        spills = Files.createDirectory(root.resolve("spills"));
        elsewhere = ShuffleNode.directories(root.resolve("elsewhere"));
    }

    @AfterEach
    void leavesNothingBehind() throws IOException {
        for (ShuffleNode node : nodes) {
            node.close();
        }
        assertThat(spills).isEmptyDirectory();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("shuffle-fetch"));
    }

    private void startNodes(Kind kind, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            nodes.add(ShuffleNode.start(kind, root.resolve("node" + i)));
        }
    }

    /** Writes the next producer's output on one of the nodes. */
    private void produce(int... partitionLengths) throws IOException {
        int task = sources.size();
        ShuffleNode node = nodes.get(task % nodes.size());
        node.write(task, partitionLengths);
        sources.add(node.source(task));
        lengths.add(partitionLengths);
    }

    private int length(int task, int partition) {
        return lengths.get(task)[partition];
    }

    private void produceSome(Random random, int producers, int longest) throws IOException {
        for (int i = 0; i < producers; i++) {
            int[] partitionLengths = new int[PARTITIONS];
            for (int partition = 0; partition < PARTITIONS; partition++) {
                partitionLengths[partition] = random.nextInt(4) == 0 ? 0 : random.nextInt(longest);
            }
            produce(partitionLengths);
        }
    }

    private ShuffleRead read(long memoryBytes, PartitionSlice... slices) {
        return new ShuffleRead(sources, List.of(slices), memoryBytes, spills);
    }

    private PartitionSlice all(int partition) {
        return new PartitionSlice(partition, 0, sources.size());
    }

    private ShuffleReader open(ShuffleRead read) {
        return new ShuffleReader(new ShuffleAccess(signature(), "another", elsewhere, SETTINGS, sockets), read);
    }

    /** Reads to the end and checks that just what the slices say has come, once, and as it was written. */
    private void readAll(ShuffleReader reader, PartitionSlice... slices) throws Exception {
        List<String> seen = new ArrayList<>();
        Segment segment;
        while ((segment = reader.next()) != null) {
            int task = segment.output().attempt().task().number();
            byte[] expected = content(task, segment.partition(), length(task, segment.partition()));
            assertThat(segment.length()).isEqualTo(expected.length);
            assertThat(segment.input().readAllBytes()).isEqualTo(expected);
            seen.add(segment.output() + "/" + segment.partition());
        }
        List<String> expected = new ArrayList<>();
        for (PartitionSlice slice : slices) {
            for (int producer = slice.fromProducer(); producer < slice.toProducer(); producer++) {
                if (length(producer, slice.partition()) > 0) {
                    expected.add(id(producer) + "/" + slice.partition());
                }
            }
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @EnumSource
    void readsPartitionsOfAllProducersFromSeveralHosts(Kind kind) throws Exception {
        startNodes(kind, 3);
        produceSome(new Random(1), 40, 20_000);
        PartitionSlice[] slices = {all(0), new PartitionSlice(2, 5, 31)};

        try (ShuffleReader reader = open(read(16 << 20, slices))) {
            readAll(reader, slices);

            assertThat(reader.counters().spilledBytes()).isZero();
            assertThat(reader.counters().localBytes()).isZero();
            assertThat(reader.counters().fetchedBytes()).isPositive();
            assertThat(sockets.connections()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsSegmentsThatAreLargerThanItsMemory(Kind kind) throws Exception {
        startNodes(kind, 2);
        produceSome(new Random(2), 12, 3 << 20);
        PartitionSlice[] slices = {all(0), all(1), all(2)};

        try (ShuffleReader reader = open(read(ShuffleRead.MIN_MEMORY_BYTES, slices))) {
            readAll(reader, slices);

            assertThat(reader.counters().spilledBytes()).isPositive();
        }
    }

    @Test
    void asksForNoMoreThanItHasRoomFor() throws Exception {
        startNodes(Kind.WEFT, 1);
        int length = 50_000;
        for (int i = 0; i < 200; i++) {
            produce(length);
        }

        try (ShuffleReader reader = open(read(2 << 20, all(0)))) {
            awaitRest();
            assertThat(reader.counters().fetchedBytes()).isBetween(500_000L, 2L << 20);
            assertThat(reader.counters().spilledBytes()).isZero();

            readAll(reader, all(0));

            assertThat(reader.counters().fetchedBytes()).isEqualTo(200L * length);
        }
    }

    /** Waits until all fetching threads wait. */
    private static void awaitRest() {
        while (!Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("shuffle-fetch"))
                .allMatch(thread -> thread.getState() == Thread.State.WAITING)) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void deliversEachSegmentOnceThoughConnectionsBreak(long seed) throws Exception {
        Random random = new Random(seed);
        startNodes(Kind.WEFT, 2);
        produceSome(random, 30, 100_000);
        PartitionSlice[] slices = {all(0), all(1), all(2)};
        for (int i = 0; i < 10; i++) {
            if (i == 4) {
                sockets.damageAt(1_000 + random.nextInt(100_000));
            } else {
                sockets.endAfter(random.nextInt(400_000));
            }
        }

        // All the trouble may come to one segment.
        FetchSettings patient = new FetchSettings(2, 20, 1, 10_000, 60_000, 60_000);
        ShuffleAccess access = new ShuffleAccess(signature(), "another", elsewhere, patient, sockets);
        try (ShuffleReader reader = new ShuffleReader(access, read(2 << 20, slices))) {
            readAll(reader, slices);

            assertThat(reader.counters().retries()).isPositive();
        }
    }

    @Test
    void readsWhatIsOnItsOwnHostFromTheDisk() throws Exception {
        startNodes(Kind.WEFT, 1);
        produceSome(new Random(3), 10, 20_000);
        ShuffleAccess access =
                new ShuffleAccess(signature(), "localhost", nodes.get(0).outputs(), SETTINGS, sockets);

        try (ShuffleReader reader = new ShuffleReader(access, read(1 << 20, all(1)))) {
            readAll(reader, all(1));

            assertThat(reader.counters().localBytes()).isPositive();
            assertThat(reader.counters().fetchedBytes()).isZero();
        }
        assertThat(sockets.connections()).isZero();
    }

    @Test
    void fetchesFromItsOwnHostWhatItsDirectoriesDoNotHave() throws Exception {
        startNodes(Kind.WEFT, 1);
        produceSome(new Random(4), 10, 20_000);
        ShuffleAccess access = new ShuffleAccess(signature(), "localhost", elsewhere, SETTINGS, sockets);

        try (ShuffleReader reader = new ShuffleReader(access, read(2 << 20, all(1)))) {
            readAll(reader, all(1));

            assertThat(reader.counters().localBytes()).isZero();
        }
    }

    @Test
    void namesTheProducerWhoseOutputIsGone() throws Exception {
        startNodes(Kind.WEFT, 2);
        for (int i = 0; i < 10; i++) {
            produce(1000);
        }
        Files.delete(nodes.get(1).data(7));

        try (ShuffleReader reader = open(read(2 << 20, all(0)))) {
            FetchFailure failure = failureOf(reader);

            assertThat(failure.output()).isEqualTo(id(7));
            assertThat(failure.cause()).isEqualTo(Cause.MISSING);
            assertThat(failure.address()).isEqualTo(nodes.get(1).address());
        }
    }

    /** Reads on until the reader fails. */
    private static FetchFailure failureOf(ShuffleReader reader) {
        FetchFailedException e = catchThrowableOfType(FetchFailedException.class, () -> {
            Segment segment;
            while ((segment = reader.next()) != null) {
                assertThat(segment.input().readAllBytes()).hasSize((int) segment.length());
            }
        });
        assertThat(e).isNotNull();
        return e.failure();
    }

    @Test
    void blamesTheProducerForDamageOnTheReadersOwnDisk() throws Exception {
        startNodes(Kind.WEFT, 1);
        produce(1000, 2000);
        produce(1000, 2000);
        nodes.get(0).damage(1, 2999);
        ShuffleAccess access =
                new ShuffleAccess(signature(), "localhost", nodes.get(0).outputs(), SETTINGS, sockets);

        try (ShuffleReader reader = new ShuffleReader(access, read(1 << 20, all(1)))) {
            FetchFailure failure = failureOf(reader);

            assertThat(failure.output()).isEqualTo(id(1));
            assertThat(failure.cause()).isEqualTo(Cause.CORRUPT);
            assertThat(failure.detail()).startsWith("on the reader's own disk: ");
        }
    }

    @Test
    void saysThatTheDiskFailedWhereItCannotSpill() throws Exception {
        startNodes(Kind.WEFT, 1);
        produce(2 << 20);
        ShuffleRead read =
                new ShuffleRead(sources, List.of(all(0)), ShuffleRead.MIN_MEMORY_BYTES, root.resolve("nowhere"));

        try (ShuffleReader reader = open(read)) {
            WeftException e = catchThrowableOfType(WeftException.class, reader::next);

            assertThat(e.code()).isEqualTo(ErrorCode.IO_FAILED);
            assertThat(e)
                    .hasMessageContaining("Cannot spill a fetched segment")
                    .hasMessageEndingWith("(check the disk)");
        }
    }

    @Test
    void canBeClosedWhileFetchesAreUnderWay() throws Exception {
        startNodes(Kind.WEFT, 2);
        produceSome(new Random(5), 20, 2 << 20);

        try (ShuffleReader reader = open(read(2 << 20, all(0), all(1), all(2)))) {
            assertThat(reader.next()).isNotNull();
        }
    }

    @Test
    void readsNothingWhereThereIsNothing() throws Exception {
        try (ShuffleReader reader = open(read(1 << 20))) {
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void refusesToReadTheSameBytesTwice() throws Exception {
        startNodes(Kind.WEFT, 1);
        produce(1);
        produce(1);

        assertThatThrownBy(() -> read(1 << 20, all(0), new PartitionSlice(0, 1, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("overlap");
        sources.add(sources.get(0));
        assertThatThrownBy(() -> read(1 << 20, all(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Two sources are " + id(0));
    }
}
