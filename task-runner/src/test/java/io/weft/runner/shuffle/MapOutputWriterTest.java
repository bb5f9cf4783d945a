package io.weft.runner.shuffle;

import static io.weft.runner.shuffle.ShuffleNode.APPLICATION;
import static io.weft.runner.shuffle.ShuffleNode.content;
import static io.weft.runner.shuffle.ShuffleNode.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.stage.JobId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.SpillRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapOutputWriterTest {
    @TempDir
    private Path root;

    private LocalOutputs outputs() throws IOException {
        return new LocalOutputs(List.of(root));
    }

    private MapOutputFile found(int task) throws IOException {
        return Objects.requireNonNull(outputs().find(id(task)));
    }

    private Path output(int task) {
        return root.resolve("output").resolve(id(task).toString());
    }

    private static int mode(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:mode") & 07777;
    }

    @Test
    void readsBackWhatItWrote() throws IOException {
        int[] lengths = {0, 3, 70_000, 0, 1};
        try (MapOutputWriter writer = outputs().create(id(0), lengths.length)) {
            writer.partition(1).write(content(0, 1, 3));
            MapOutputWriter.Segment segment = writer.partition(2);
            byte[] bytes = content(0, 2, 70_000);
            segment.write(bytes[0]);
            segment.write(ByteBuffer.wrap(bytes, 1, 4_999));
            segment.write(bytes, 5_000, 65_000);
            segment.close();
            writer.partition(4).write(content(0, 4, 1));
            assertThat(writer.commit()).containsExactly(0, 3, 70_000, 0, 1);
        }

        MapOutputFile file = found(0);
        for (int partition = 0; partition < lengths.length; partition++) {
            assertThat(file.index().length(partition)).isEqualTo(lengths[partition]);
            try (InputStream in = file.open(partition)) {
                assertThat(in.readAllBytes()).isEqualTo(content(0, partition, lengths[partition]));
            }
        }
    }

    @Test
    void writesAnIndexThatHadoopReads() throws IOException {
        ShuffleNode.write(outputs(), 0, 10, 0, 30);

        SpillRecord record = new SpillRecord(
                new org.apache.hadoop.fs.Path(
                        output(0).resolve("file.out.index").toString()),
                new JobConf());

        assertThat(record.size()).isEqualTo(3);
        assertThat(record.getIndex(2).startOffset).isEqualTo(10);
        assertThat(record.getIndex(2).partLength).isEqualTo(30);
        assertThat(record.getIndex(1).partLength).isZero();
    }

    @Test
    void showsNothingBeforeTheCommitAndLeavesNothingWithoutOne() throws IOException {
        try (MapOutputWriter writer = outputs().create(id(0), 2)) {
            writer.partition(0).write(content(0, 0, 100_000));
            assertThat(outputs().find(id(0))).isNull();
            assertThat(output(0)).exists();
        }

        assertThat(output(0)).doesNotExist();
    }

    @Test
    void neverWritesTheSameOutputTwice() throws IOException {
        ShuffleNode.write(outputs(), 0, 10);

        assertThatThrownBy(() -> outputs().create(id(0), 1)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(outputs().find(id(0))).isNotNull();
    }

    @Test
    void takesPartitionsInAscendingOrderOnly() throws IOException {
        try (MapOutputWriter writer = outputs().create(id(0), 3)) {
            MapOutputWriter.Segment first = writer.partition(1);
            assertThatThrownBy(() -> writer.partition(1)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> writer.partition(0)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> writer.partition(3)).isInstanceOf(IllegalStateException.class);
            writer.partition(2);
            assertThatThrownBy(() -> first.write(1)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void letsTheGroupOfTheDirectoryRead() throws IOException {
        Files.setAttribute(root, "unix:mode", 02750);

        ShuffleNode.write(outputs(), 0, 10);

        assertThat(mode(root.resolve("output"))).isEqualTo(02750);
        assertThat(mode(output(0))).isEqualTo(02750);
        assertThat(mode(output(0).resolve("file.out"))).isEqualTo(0640);
        assertThat(mode(output(0).resolve("file.out.index"))).isEqualTo(0640);
    }

    /** Run in a process of its own, because a umask belongs to a process. */
    static final class Writing {
        private Writing() {}

        public static void main(String[] arguments) throws IOException {
            ShuffleNode.write(new LocalOutputs(List.of(Path.of(arguments[0]))), 0, 10);
        }
    }

    @Test
    void letsTheGroupReadUnderAnyUmask() throws Exception {
        Files.setAttribute(root, "unix:mode", 02750);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "umask 077; exec \"$@\"",
                        "sh",
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writing.class.getName(),
                        root.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();

        assertThat(process.waitFor()).isZero();
        assertThat(mode(root.resolve("output"))).isEqualTo(02750);
        assertThat(mode(output(0))).isEqualTo(02750);
        assertThat(mode(output(0).resolve("file.out"))).isEqualTo(0640);
        assertThat(mode(output(0).resolve("file.out.index"))).isEqualTo(0640);
    }

    @Test
    void refusesAnIndexThatIsBrokenAndADataFileThatIsCut() throws IOException {
        ShuffleNode.write(outputs(), 0, 10, 10);
        ShuffleNode.write(outputs(), 1, 10, 10);
        Path index = output(0).resolve("file.out.index");
        byte[] bytes = Files.readAllBytes(index);
        bytes[20]++;
        Files.write(index, bytes);
        Files.write(output(1).resolve("file.out"), new byte[19]);

        assertThatThrownBy(() -> outputs().find(id(0)))
                .hasMessage("[%s] Cannot read index: its checksum does not match", index);
        assertThatThrownBy(() -> outputs().find(id(1)))
                .hasMessage(
                        "[%s] Cannot read map output: 19 bytes of 20 are left",
                        output(1).resolve("file.out"));
    }

    @Test
    void detectsBytesThatChangedOnTheDisk() throws IOException {
        ShuffleNode.write(outputs(), 0, 10);
        Path data = output(0).resolve("file.out");
        byte[] bytes = Files.readAllBytes(data);
        bytes[9]++;
        Files.write(data, bytes);

        try (InputStream in = found(0).open(0)) {
            assertThatThrownBy(in::readAllBytes).isInstanceOf(CorruptSegmentException.class);
        }
    }

    @Test
    void spreadsOutputsOverTheDisksAndFindsThemThere() throws IOException {
        LocalOutputs two = new LocalOutputs(
                List.of(Files.createDirectory(root.resolve("a")), Files.createDirectory(root.resolve("b"))));
        for (int task = 0; task < 20; task++) {
            ShuffleNode.write(two, task, 10);
        }

        for (int task = 0; task < 20; task++) {
            assertThat(two.find(id(task))).isNotNull();
        }
        for (Path directory : two.directories()) {
            try (Stream<Path> found = Files.list(directory.resolve("output"))) {
                assertThat(found).hasSizeBetween(1, 19);
            }
        }
    }

    @Test
    void passesOverADiskThatIsGone() throws IOException {
        LocalOutputs one = new LocalOutputs(List.of(root.resolve("gone"), root, root.resolve("gone too")));
        for (int task = 0; task < 5; task++) {
            ShuffleNode.write(one, task, 10);
            assertThat(one.find(id(task))).isNotNull();
        }
        assertThatThrownBy(() -> new LocalOutputs(List.of(root.resolve("gone"))).create(id(9), 1))
                .hasMessageStartingWith("Cannot write map output " + id(9));
    }

    @Test
    void deletesTheOutputsOfOneJobAlone() throws IOException {
        ShuffleNode.write(outputs(), 0, 10);
        MapOutputId other =
                new MapOutputId(APPLICATION, new JobId(1).stage(0).task(0).attempt(0));
        try (MapOutputWriter writer = outputs().create(other, 1)) {
            writer.commit();
        }

        outputs().deleteAll(APPLICATION, new JobId(0));

        assertThat(outputs().holds(id(0))).isFalse();
        assertThat(output(0)).doesNotExist();
        assertThat(outputs().holds(other)).isTrue();
        outputs().delete(other);
        assertThat(outputs().holds(other)).isFalse();
    }
}
