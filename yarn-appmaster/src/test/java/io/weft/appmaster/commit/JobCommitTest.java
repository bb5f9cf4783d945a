package io.weft.appmaster.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.appmaster.schedule.StageWinners;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.Input;
import io.weft.plan.NodeId;
import io.weft.plan.Output;
import io.weft.plan.Plan;
import io.weft.plan.PlanNode;
import io.weft.protocol.OutputFile;
import io.weft.stage.AttemptId;
import io.weft.stage.JobId;
import io.weft.stage.Stage;
import io.weft.stage.StageGraph;
import io.weft.stage.StageOutput;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobCommitTest {
    private static final JobId JOB = new JobId(0);

    @TempDir
    Path directory;

    private JobCommit commitOf(String... outputs) {
        Schema schema = Schema.of(new Field("line", Type.STRING));
        List<Stage> stages = new ArrayList<>();
        for (String output : outputs) {
            PlanNode scan = new PlanNode.Scan(
                    new NodeId(0), new Input("text", List.of("/in"), new TreeMap<>()), schema, schema, List.of());
            StageOutput written = new StageOutput.Written(
                    new Output("text", directory.resolve(output).toString(), new TreeMap<>()));
            stages.add(new Stage(JOB.stage(stages.size()), new Plan(List.of(scan)), written));
        }
        return new JobCommit(new Configuration(), new StageGraph(JOB, stages), "application_1_1", 1);
    }

    /** Writes a file as an attempt does, and gives what the AppMaster knows of it. */
    private StageWinners written(JobCommit commit, int stage, String name, String text) throws IOException {
        AttemptId attempt = JOB.stage(stage).task(0).attempt(0);
        Path own =
                Path.of(java.net.URI.create(commit.staging(JOB.stage(stage)))).resolve(attempt.directoryName());
        Files.createDirectories(own);
        Files.writeString(own.resolve(name), text);
        OutputFile file = new OutputFile(name, text.length(), 1, 0xabcL);
        return new StageWinners(JOB.stage(stage), List.of(new StageWinners.Winner(attempt, List.of(file))));
    }

    @Test
    void anOutputAppearsWithItsManifest() throws IOException {
        JobCommit commit = commitOf("out");
        commit.prepare();
        StageWinners winners = written(commit, 0, "part-00000.txt", "a\n");
        assertThat(directory.resolve("out")).doesNotExist();
        commit.commit(List.of(winners), List.of(), "weft manifest 1\n");
        commit.clear();
        assertThat(directory.resolve("out/part-00000.txt")).hasContent("a\n");
        assertThat(directory.resolve("out/_SUCCESS"))
                .hasContent("weft manifest 1\nfile\tpart-00000.txt\t2 bytes\t1 rows\tcrc32c 00000abc\n");
        assertThat(directory.toFile().list()).containsExactly("out");
    }

    @Test
    void anAttemptThatDidNotWinIsNotInTheOutput() throws IOException {
        JobCommit commit = commitOf("out");
        commit.prepare();
        StageWinners winners = written(commit, 0, "part-00000.txt", "a\n");
        Path epoch = Path.of(java.net.URI.create(commit.staging(JOB.stage(0))));
        Files.createDirectories(epoch.resolve("loser"));
        Files.writeString(epoch.resolve("loser/part-00000.txt"), "half");
        commit.commit(List.of(winners), List.of(), "");
        commit.clear();
        assertThat(directory.resolve("out/part-00000.txt")).hasContent("a\n");
        assertThat(directory.toFile().list()).containsExactly("out");
    }

    @Test
    void anOutputThatExistsIsRefusedAtOnce() throws IOException {
        Files.createDirectory(directory.resolve("out"));
        assertThatThrownBy(() -> commitOf("out").prepare())
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_EXISTS))
                .hasMessage(
                        "Cannot write output '%s': it exists (remove it, or choose another)", directory.resolve("out"));
        assertThat(directory.toFile().list()).containsExactly("out");
    }

    @Test
    void oneThatComesToBeWhileTheJobRunsIsKeptAndTheOthersAreTakenBack() throws IOException {
        JobCommit commit = commitOf("first", "second");
        commit.prepare();
        List<StageWinners> winners =
                List.of(written(commit, 0, "part-00000.txt", "a\n"), written(commit, 1, "part-00000.txt", "b\n"));
        Files.createDirectory(directory.resolve("second"));
        Files.writeString(directory.resolve("second/somebody-elses"), "x");
        assertThatThrownBy(() -> commit.commit(winners, List.of(), "")).hasMessageContaining("second': it exists");
        commit.clear();
        assertThat(directory.toFile().list()).containsExactly("second");
        assertThat(directory.resolve("second").toFile().list()).containsExactly("somebody-elses");
    }

    @Test
    void aRootCannotBeWritten() {
        Schema schema = Schema.of(new Field("line", Type.STRING));
        PlanNode scan = new PlanNode.Scan(
                new NodeId(0), new Input("text", List.of("/in"), new TreeMap<>()), schema, schema, List.of());
        Stage stage = new Stage(
                JOB.stage(0),
                new Plan(List.of(scan)),
                new StageOutput.Written(new Output("text", "file:///", new TreeMap<>())));
        StageGraph graph = new StageGraph(JOB, List.of(stage));
        assertThatThrownBy(() -> new JobCommit(new Configuration(), graph, "application_1_1", 1))
                .hasMessage(
                        "Cannot write output 'file:///': it is the root of a file system (name a directory below it)");
    }
}
