package io.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.examples.tpch.TpchData;
import io.weft.testing.ClusterSettings;
import io.weft.testing.HadoopExtension;
import io.weft.testing.MiniHadoop;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ExampleDataTest {
    private static final long MEGABYTE = 1 << 20;

    @RegisterExtension
    static final HadoopExtension<MiniHadoop> HADOOP = HadoopExtension.mini(ClusterSettings.defaults());

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private java.nio.file.Path directory;

    @Test
    void lineItemIsThatOfTpch() throws IOException, SQLException {
        Path data = new Path(directory.toUri());
        assertThat(TpchData.writeLineItem(data, 0.01, 2, MEGABYTE, new Configuration()))
                .isEqualTo(60_175);
        // What TPC-H's own generator and queries give at this scale.
        assertThat(DuckDb.query6(directory)).isEqualTo("1193053.2253");
    }

    @Test
    void theNumberOfFilesChangesNoRow() throws IOException, SQLException {
        java.nio.file.Path one = directory.resolve("one");
        java.nio.file.Path three = directory.resolve("three");
        TpchData.writeLineItem(new Path(one.toUri()), 0.001, 1, MEGABYTE, new Configuration());
        TpchData.writeLineItem(new Path(three.toUri()), 0.001, 3, MEGABYTE, new Configuration());
        String difference =
                "select count(*) from (from '%s/lineitem/*.parquet' except all from '%s/lineitem/*.parquet')";
        assertThat(DuckDb.row(difference.formatted(one, three))).isEqualTo("0");
        assertThat(DuckDb.row(difference.formatted(three, one))).isEqualTo("0");
    }

    @Test
    void aRowGroupLiesWithinABlock() throws IOException {
        Path data = HADOOP.cluster().fileSystem().makeQualified(new Path("/aligned"));
        Configuration configuration = HADOOP.cluster().configuration();
        TpchData.writeLineItem(data, 0.05, 1, MEGABYTE, configuration);
        Path file = new Path(data, "lineitem/part-0.parquet");
        assertThat(HADOOP.cluster().fileSystem().getFileStatus(file).getBlockSize())
                .isEqualTo(MEGABYTE);
        List<BlockMetaData> rowGroups;
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(file, configuration))) {
            rowGroups = reader.getRowGroups();
        }
        assertThat(rowGroups).hasSizeGreaterThan(3).allSatisfy(rowGroup -> {
            long last = rowGroup.getStartingPos() + rowGroup.getCompressedSize() - 1;
            assertThat(last / MEGABYTE).isEqualTo(rowGroup.getStartingPos() / MEGABYTE);
        });
    }

    @Test
    void theSameSeedGivesTheSameText() throws IOException {
        java.nio.file.Path one = text("one", 1);
        assertThat(one).hasSameBinaryContentAs(text("same", 1));
        assertThat(Files.mismatch(one, text("other", 2))).isNotNegative();
        assertThat(Files.size(one)).isBetween(100_000L, 100_200L);
    }

    private java.nio.file.Path text(String name, long seed) throws IOException {
        java.nio.file.Path text = directory.resolve(name);
        TextData.write(new Path(text.toUri()), 100_000, 1, seed, new Configuration());
        return text.resolve("part-0.txt");
    }

    @Test
    void recordsAreLinesOfOneHundredBytesWithKeysOfTen() throws IOException {
        RecordData.write(new Path(directory.resolve("records").toUri()), 1001, 2, 1, new Configuration());
        List<String> lines = new ArrayList<>(Files.readAllLines(directory.resolve("records/part-0.txt")));
        assertThat(lines).hasSize(500);
        lines.addAll(Files.readAllLines(directory.resolve("records/part-1.txt")));
        assertThat(lines).hasSize(1001).allMatch(line -> line.length() == 99 && line.indexOf('\t') == 10);
        assertThat(lines.stream().map(line -> line.substring(0, 10)).distinct()).hasSize(1001);
    }

    @Test
    void theProgramsSayWhatIsWrongWithTheirArguments() throws IOException, InterruptedException {
        assertThat(usage("tpch", "scal=1"))
                .startsWith("Cannot use the argument 'scal'")
                .contains("did you mean 'scale'?");
        assertThat(usage("tpch", "scale=1")).startsWith("Cannot go on: the argument 'output' is missing");
        assertThat(usage("text", "output=a", "files=0")).startsWith("Cannot use files=0: it must be positive");
        assertThat(usage("texts")).startsWith("example-data: Cannot make 'texts'");
    }

    private static String usage(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(WeftProcess.TOP.resolve("scripts/example-data").toString()));
        command.addAll(List.of(arguments));
        try (WeftProcess process = WeftProcess.start(Map.of(), command)) {
            Ended ended = process.await();
            assertThat(ended.exitCode()).as(ended.err()).isEqualTo(2);
            return ended.err();
        }
    }
}
