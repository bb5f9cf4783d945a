package io.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.examples.jobs.ManyStores;
import io.weft.testing.ClusterSettings;
import io.weft.testing.HadoopExtension;
import io.weft.testing.MiniHadoop;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.h2.Driver;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The data on many stores, the computation in one JVM. */
@Tag("full")
class ManyStoresTest {
    private static final String PASSWORD = "not for the log";

    @RegisterExtension
    static final HadoopExtension<MiniHadoop> FIRST = HadoopExtension.mini(ClusterSettings.defaults());

    @RegisterExtension
    static final HadoopExtension<MiniHadoop> SECOND = HadoopExtension.ownMini(
            ClusterSettings.defaults().withNodes(1).withReplication(1).withoutShuffleService());

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void oneJobReadsTwoClustersALocalDirectoryAndADatabaseAndAddsThemUp()
            throws IOException, InterruptedException, SQLException {
        FileSystem hdfs = FIRST.cluster().fileSystem();
        FileSystem other = SECOND.cluster().fileSystem();
        String inHdfs = write(hdfs, "ann,1\nbob,2\n");
        write(other, "ann,30\ncid,40\n");
        Path local = Files.writeString(directory.resolve("sales.txt"), "bob,500\n");
        String url = database();

        Ended run = run(inHdfs, local.toUri().toString(), webHdfs() + "/sales", url);

        assertThat(run.succeeded().rows().stream().sorted())
                .containsExactly("NULL|1|9000", "ann|3|7031", "bob|2|502", "cid|1|40", "dora|1|8000");
        assertThat(run.err()).doesNotContain(PASSWORD);
    }

    private Ended run(String first, String second, String third, String url) throws IOException, InterruptedException {
        List<String> words = List.of(
                "run",
                "--local",
                "--jar",
                JobJar.of(ManyStores.class).toString(),
                "-libjars",
                driver().toString(),
                ManyStores.class.getName(),
                "first=" + first,
                "second=" + second,
                "third=" + third,
                "url=" + url);
        Map<String, String> environment =
                Map.of("HADOOP_CONF_DIR", FIRST.cluster().confDir().toString(), "SALES_PASSWORD", PASSWORD);
        try (WeftProcess process = WeftProcess.weft(environment, words)) {
            return process.await();
        }
    }

    private static String write(FileSystem store, String lines) throws IOException {
        org.apache.hadoop.fs.Path file = store.makeQualified(new org.apache.hadoop.fs.Path("/sales/lines"));
        try (OutputStream out = store.create(file)) {
            out.write(lines.getBytes(StandardCharsets.UTF_8));
        }
        return file.getParent().toString();
    }

    private static String webHdfs() {
        return "webhdfs://" + SECOND.cluster().configuration().get("dfs.namenode.http-address");
    }

    private String database() throws SQLException {
        String url = "jdbc:h2:file:" + directory.resolve("shop");
        try (Connection database = DriverManager.getConnection(url, "WEFT", PASSWORD);
                Statement statement = database.createStatement()) {
            statement.execute("CREATE TABLE sales (id INT, name VARCHAR(20), amount BIGINT)");
            statement.execute("INSERT INTO sales VALUES (1, 'ann', 7000), (2, 'dora', 8000), (NULL, NULL, 9000)");
        }
        return url;
    }

    /** The jar that the driver is in, which the engine does not have. */
    private static Path driver() {
        return Path.of(
                Driver.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    }
}
