package io.weft.appmaster.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.weft.api.Text;
import io.weft.plan.Input;
import io.weft.plan.NodeId;
import io.weft.plan.PlanNode.Scan;
import io.weft.protocol.Counter;
import io.weft.protocol.Counters;
import io.weft.runner.memory.MemoryArbiter;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.operator.Operator;
import io.weft.runner.scan.ScanContext;
import io.weft.runner.scan.Scans;
import io.weft.stage.FileRange;
import io.weft.stage.FileSplit;
import io.weft.stage.Split;
import io.weft.type.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.DFSTestUtil;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitPlannerTest {
    private static final int BLOCK = 1 << 20;
    private static final int SMALL_FILES = 24;
    private static final List<String> HOSTS = List.of("host1", "host2", "host3");

    @TempDir
    static Path directory;

    private static MiniDFSCluster cluster;
    private static FileSystem hdfs;

    @BeforeAll
    static void startHdfs() throws IOException {
        Configuration configuration = new Configuration();
        configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, directory.toString());
        configuration.setLong("dfs.blocksize", BLOCK);
        configuration.setInt("dfs.replication", 2);
        cluster = new MiniDFSCluster.Builder(configuration)
                .numDataNodes(3)
                .hosts(HOSTS.toArray(String[]::new))
                .build();
        hdfs = cluster.getFileSystem();
    }

    @AfterAll
    static void stopHdfs() {
        cluster.shutdown();
    }

    @Test
    void cutsFilesAtTheirBlocks() throws IOException {
        write("/blocks/a", 2 * BLOCK + 600_000);

        List<Split> splits = plan("/blocks", BLOCK);

        assertThat(ranges(splits))
                .extracting(FileRange::offset, FileRange::length)
                .containsExactly(
                        tuple(0L, (long) BLOCK), tuple((long) BLOCK, (long) BLOCK), tuple(2L * BLOCK, 600_000L));
        assertThat(splits).allSatisfy(split -> {
            assertThat(split.hosts()).hasSize(2).doesNotHaveDuplicates();
            assertThat(HOSTS).containsAll(split.hosts());
        });
        assertThat(plan("/blocks", BLOCK)).isEqualTo(splits);
    }

    @Test
    void cutsBlocksLargerThanASplitIntoEqualParts() throws IOException {
        write("/parts/a", BLOCK);

        assertThat(ranges(plan("/parts", BLOCK / 2 - 1)))
                .extracting(FileRange::length)
                .containsExactly(349_525L, 349_525L, 349_526L);
    }

    @Test
    void readsCompressedFilesInOneSplit() throws IOException {
        write("/compressed/a.gz", 3 * BLOCK);

        List<Split> splits = plan("/compressed", BLOCK);

        assertThat(ranges(splits)).extracting(FileRange::length).containsExactly(3L * BLOCK);
        assertThat(splits.get(0).hosts()).isNotEmpty();
    }

    @Test
    void putsSmallFilesWithACommonHostTogether() throws IOException {
        for (int file = 0; file < SMALL_FILES; file++) {
            create("/small/%02d".formatted(file), 100_000 + file);
        }
        for (int file = 0; file < SMALL_FILES; file++) {
            awaitReplicas("/small/%02d".formatted(file));
        }

        List<Split> splits = plan("/small", BLOCK);

        assertThat(splits).hasSizeBetween(3, 6);
        Set<String> paths = new HashSet<>();
        for (Split split : splits) {
            assertThat(split.length().orElseThrow()).isLessThanOrEqualTo(BLOCK);
            assertThat(split.hosts()).isNotEmpty();
            for (FileRange range : ((FileSplit) split).ranges()) {
                assertThat(paths.add(range.path())).isTrue();
                String[] held =
                        hdfs.getFileBlockLocations(new org.apache.hadoop.fs.Path(range.path()), 0, range.length())[0]
                                .getHosts();
                assertThat(held).containsAll(split.hosts());
            }
        }
        assertThat(paths).hasSize(SMALL_FILES);
        assertThat(plan("/small", BLOCK)).isEqualTo(splits);
    }

    @Test
    void namesNoHostForLocalFiles() throws IOException {
        Path file = Files.writeString(directory.resolve("local.txt"), "some text");

        List<Split> splits = new SplitPlanner(new Configuration(), BLOCK)
                .plan(scan(file.toUri().toString()));

        assertThat(splits).hasSize(1);
        assertThat(splits.get(0).hosts()).isEmpty();
    }

    @Test
    void plansNothingForAnEmptyDirectory() throws IOException {
        hdfs.mkdirs(new org.apache.hadoop.fs.Path("/none"));

        assertThat(plan("/none", BLOCK)).isEmpty();
    }

    @Test
    void givesSplitsThatAScanReadsAndCountsByHdfsItself() throws IOException {
        write("/counted/a", 3 * BLOCK);
        Counters counters = new Counters();
        Scan scan = scan("/counted");

        for (Split split : plan("/counted", BLOCK)) {
            try (TaskMemory memory = new MemoryArbiter(8 << 20, 1).open("test");
                    Operator operator =
                            Scans.open(scan, split, new ScanContext(cluster.getConfiguration(0), counters, memory))) {
                while (operator.next() != null) {
                    // The scan counts.
                }
            }
        }

        assertThat(counters.get(Counter.ROWS_READ)).isEqualTo(3L * BLOCK / 16);
        // A line that begins at the border of a range is read with the range before it.
        assertThat(counters.get(Counter.INPUT_BYTES)).isBetween(3L * BLOCK, 3L * BLOCK + 64 * 1024);
        assertThat(counters.get(Counter.INPUT_BYTES_LOCAL)).isEqualTo(counters.get(Counter.INPUT_BYTES));
    }

    private static List<FileRange> ranges(List<Split> splits) {
        return splits.stream()
                .flatMap(split -> ((FileSplit) split).ranges().stream())
                .toList();
    }

    private static List<Split> plan(String path, long maxBytes) {
        return new SplitPlanner(cluster.getConfiguration(0), maxBytes).plan(scan(path));
    }

    private static Scan scan(String path) {
        Input input = new Input(Text.FORMAT, List.of(path), new TreeMap<>());
        return new Scan(new NodeId(0), input, Schema.of(), Schema.of(), List.of());
    }

    /** Writes a file, and waits until the NameNode has heard of every replica. */
    private static void write(String path, int length) throws IOException {
        create(path, length);
        awaitReplicas(path);
    }

    private static void create(String path, int length) throws IOException {
        byte[] line = "fifteen letters\n".getBytes(UTF_8);
        try (OutputStream out = hdfs.create(new org.apache.hadoop.fs.Path(path))) {
            for (int left = length; left > 0; left -= line.length) {
                out.write(line, 0, Math.min(left, line.length));
            }
        }
    }

    private static void awaitReplicas(String path) throws IOException {
        org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(path);
        try {
            DFSTestUtil.waitReplication(hdfs, file, hdfs.getFileStatus(file).getReplication());
        } catch (InterruptedException | TimeoutException e) {
            throw new IOException(e);
        }
    }
}
