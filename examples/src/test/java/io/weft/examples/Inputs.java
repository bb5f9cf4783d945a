package io.weft.examples;

import io.weft.examples.tpch.TpchData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;

/** What the jobs read: the same rows of TPC-H's tables and the same text wherever it is written. */
final class Inputs {
    private static final double SCALE = 0.02;
    private static final int FILES = 3;
    private static final long TEXT_BYTES = 1_500_000;
    private static final long SEED = 7;
    private static final long BLOCK_SIZE = 1 << 20;

    private static final java.nio.file.Path LOCAL =
            java.nio.file.Path.of("target/test-input").toAbsolutePath();

    private Inputs() {}

    /** Writes the tables of TPC-H and {@code text} into a directory. */
    static void write(Path directory, long blockSize, Configuration configuration) throws IOException {
        TpchData.write(directory, SCALE, FILES, blockSize, configuration);
        TextData.write(new Path(directory, "text"), TEXT_BYTES, FILES, SEED, configuration);
    }

    /** The directory with the inputs on local disk; row groups of at most a megabyte. */
    static java.nio.file.Path local() {
        return OnDisk.DIRECTORY;
    }

    /** The words of the text as the jobs are to count them. */
    static Map<String, Long> wordCounts() throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        try (Stream<java.nio.file.Path> files = Files.list(local().resolve("text"))) {
            for (java.nio.file.Path file :
                    files.filter(path -> path.toString().endsWith(".txt")).toList()) {
                StringTokenizer words = new StringTokenizer(Files.readString(file));
                while (words.hasMoreTokens()) {
                    counts.merge(words.nextToken(), 1L, Long::sum);
                }
            }
        }
        return counts;
    }

    /** Written when it is first asked for, once for all test classes. */
    private static final class OnDisk {
        static final java.nio.file.Path DIRECTORY = written();

        private static java.nio.file.Path written() {
            FileUtil.fullyDelete(LOCAL.toFile());
            try {
                write(new Path(LOCAL.toUri()), BLOCK_SIZE, new Configuration());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return LOCAL;
        }
    }
}
