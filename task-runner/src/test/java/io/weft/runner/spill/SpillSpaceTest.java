package io.weft.runner.spill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillSpaceTest {
    @TempDir
    Path root;

    private Path one;
    private Path two;

    @BeforeEach
    void makeDirectories() throws IOException {
        one = Files.createDirectory(root.resolve("one"));
        two = Files.createDirectory(root.resolve("two"));
    }

    @Test
    void readsPiecesOfWhatWasAppendedWhileMoreIs() throws IOException {
        try (SpillSpace space = new SpillSpace(List.of(one), "a")) {
            SpillFile file = space.create();
            file.append(buffer("hello "));
            InputStream early = file.read(1, 4);
            assertThat(early.read()).isEqualTo('e');
            file.append(buffer("world"));
            InputStream late = file.read(6, 11);

            assertThat(late.readNBytes(2)).isEqualTo("wo".getBytes(UTF_8));
            assertThat(early.readAllBytes()).isEqualTo("ll".getBytes(UTF_8));
            assertThat(late.readAllBytes()).isEqualTo("rld".getBytes(UTF_8));
            assertThat(late.read()).isEqualTo(-1);
            assertThat(file.length()).isEqualTo(11);
            assertThat(space.bytesWritten()).isEqualTo(11);
        }
    }

    @Test
    void deletesAFileThatIsClosedAndAllOthersWithTheSpace() throws IOException {
        SpillSpace space = new SpillSpace(List.of(one, two), "a");
        SpillFile file = space.create();
        space.create().append(buffer("x"));
        space.create();
        assertThat(filesIn(one)).hasSize(2);
        assertThat(filesIn(two)).hasSize(1);
        file.close();
        file.close();
        assertThat(filesIn(one)).hasSize(1);
        space.close();
        assertThat(filesIn(one)).isEmpty();
        assertThat(filesIn(two)).isEmpty();
    }

    @Test
    void hidesFilesFromOthers() throws IOException {
        try (SpillSpace space = new SpillSpace(List.of(one), "a")) {
            space.create();
            Path file = filesIn(one).get(0);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void saysThatADiskIsFull() {
        try (SpillSpace space = new SpillSpace(List.of(one), "job_1/s0/t3/a0")) {
            WeftException error = space.failure("write", one, new IOException("No space left on device"));

            assertThat(error.code()).isEqualTo(ErrorCode.DISK_FULL);
            assertThat(error)
                    .hasMessage("[job_1/s0/t3/a0] Cannot write %s: the disk is full (make room in [%s], or give the"
                                    .formatted(one, one)
                            + " job more memory so that it spills less)");
        }
    }

    @Test
    void saysThatADirectoryIsGone() {
        try (SpillSpace space = new SpillSpace(List.of(root.resolve("gone")), "a")) {
            assertThatThrownBy(space::create)
                    .isInstanceOfSatisfying(
                            WeftException.class,
                            error -> assertThat(error.code()).isEqualTo(ErrorCode.IO_FAILED))
                    .hasMessageStartingWith("[a] Cannot make a spill file in " + root.resolve("gone"));
        }
    }

    private static List<Path> filesIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return new ArrayList<>(files.toList());
        }
    }

    private static ByteBuffer buffer(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }
}
