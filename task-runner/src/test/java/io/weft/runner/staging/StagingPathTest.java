package io.weft.runner.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingPathTest {
    @TempDir
    java.nio.file.Path directory;

    private FileContext files;
    private Path hidden;
    private Path epoch;

    @BeforeEach
    void setUp() throws IOException {
        files = FileContext.getLocalFSFileContext(new Configuration());
        hidden = StagingPath.hidden(new Path(directory.toUri().toString(), "out"), "run");
        epoch = StagingPath.epoch(hidden, 2);
    }

    @Test
    void liesHiddenBesideTheOutput() {
        assertThat(epoch.toUri().getPath()).isEqualTo(directory + "/.weft-run-out/e2");
    }

    @Test
    void attemptsMakeTheirOwnDirectoriesAndThoseBelow() throws IOException {
        Files.createDirectories(directory.resolve(".weft-run-out/e2"));
        StagingPath.make(new Path(epoch, "s0-t0-a0/year=2026/month=11"), files);
        assertThat(directory.resolve(".weft-run-out/e2/s0-t0-a0/year=2026/month=11"))
                .isDirectory();
        StagingPath.make(new Path(epoch, "s0-t0-a0/year=2026/month=11"), files);
    }

    @Test
    void nobodyMakesAnEpochAgainThatIsGone() throws IOException {
        Files.createDirectories(directory.resolve(".weft-run-out/e3"));
        assertThatThrownBy(() -> StagingPath.make(new Path(epoch, "s0-t0-a0"), files))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage(epoch + " is gone: the job is over, or another AppMaster has taken over");
        assertThat(directory.resolve(".weft-run-out").toFile().list()).containsExactly("e3");
    }

    @Test
    void nobodyMakesTheHiddenDirectoryAgainThatIsGone() {
        assertThatThrownBy(() -> StagingPath.make(new Path(epoch, "s0-t0-a0/year=2026"), files))
                .isInstanceOf(FileNotFoundException.class);
        assertThat(directory).isEmptyDirectory();
    }
}
