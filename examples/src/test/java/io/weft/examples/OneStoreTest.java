package io.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.examples.jobs.FarFileSystem;
import io.weft.examples.jobs.FarWords;
import io.weft.testing.ClusterSettings;
import io.weft.testing.HadoopExtension;
import io.weft.testing.MiniHadoop;
import io.weft.testing.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The data in one store that knows no hosts, the computation on many. */
@Tag("full")
class OneStoreTest {
    private static final int RUNNERS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Pattern TASKS = Pattern.compile("  tasks on \\S+ \\d+, \\S+ \\d+, \\S+ \\d+\n");

    @RegisterExtension
    static final HadoopExtension<MiniHadoop> HADOOP = HadoopExtension.mini(ClusterSettings.defaults());

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path gate;

    @Test
    void threeRunnersReadItAndTheClientGetsTheRows() throws IOException, InterruptedException {
        // One runner fills what is left of a node.
        Place place = Place.on(HADOOP.cluster(), 1 << 20)
                .with("-D", "fs.far.impl=" + FarFileSystem.class.getName())
                .with("-D", "weft.runner.memory-mb=3072", "-D", "weft.job.max-slots=" + RUNNERS)
                // Each of the three files has a split of its own.
                .with("-D", "weft.split.max-mb=1");
        Path text = Inputs.local().resolve("text");

        Ended run;
        try (WeftProcess process = place.start("run", FarWords.class, "input=far://" + text, "gate=" + gate)) {
            awaitRunnersAtGate();
            Files.writeString(gate.resolve("open"), "");
            run = process.await().succeeded();
        }

        assertThat(counted(run)).isEqualTo(Inputs.wordCounts());
        assertThat(run.err()).containsPattern(TASKS).contains(" bytes, 0 of them on the reader's host");
    }

    private void awaitRunnersAtGate() throws IOException {
        Waiting.until(RUNNERS + " runners at the gate", PATIENCE, () -> {
            try (Stream<Path> files = Files.list(gate)) {
                return files.filter(file -> file.getFileName().toString().startsWith("waiting-"))
                                .count()
                        == RUNNERS;
            }
        });
    }

    private static Map<String, Long> counted(Ended run) {
        Map<String, Long> counts = new TreeMap<>();
        for (String row : run.rows()) {
            String[] parts = row.split("\\|", 2);
            counts.put(parts[0], Long.valueOf(parts[1]));
        }
        return counts;
    }
}
