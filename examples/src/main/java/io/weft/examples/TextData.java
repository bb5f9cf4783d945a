package io.weft.examples;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Writes text to count the words of: few words are frequent and many are rare, as in a language. The same size, number of
 * files and seed give the same bytes.
 */
public final class TextData {
    private static final String USAGE = "Usage: TextData output=DIRECTORY [megabytes=8] [files=1] [seed=1]";
    private static final List<String> ARGUMENTS = List.of("output", "megabytes", "files", "seed");

    private static final int VOCABULARY = 20_000;
    private static final int WORDS_IN_LINE = 12;
    private static final int LONGEST_WORD = 10;
    private static final int WRONG_USAGE = 2;

    private final List<byte[]> words;
    private final Random random;

    private TextData(long seed) {
        random = new Random(seed);
        words = vocabulary(random);
    }

    public static void main(String[] words) throws IOException {
        try {
            DataArguments arguments = DataArguments.parse(words, ARGUMENTS);
            long bytes = arguments.number("megabytes", 8) * 1_000_000L;
            write(
                    new Path(arguments.text("output")),
                    bytes,
                    arguments.number("files", 1),
                    arguments.number("seed", 1),
                    new Configuration());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(USAGE);
            System.exit(WRONG_USAGE);
        }
    }

    /**
     * Writes files {@code part-0.txt} and so on into a directory.
     *
     * @param bytes at least so many in all files together, and less than a line more in each
     * @throws IOException if it cannot write, or one of the files exists
     */
    public static void write(Path directory, long bytes, int files, long seed, Configuration configuration)
            throws IOException {
        TextData data = new TextData(seed);
        FileSystem fileSystem = directory.getFileSystem(configuration);
        for (int file = 0; file < files; file++) {
            Path path = new Path(directory, "part-%d.txt".formatted(file));
            try (OutputStream out = new BufferedOutputStream(fileSystem.create(path, false))) {
                data.writeLines((bytes + files - 1) / files, out);
            }
        }
    }

    private void writeLines(long bytes, OutputStream out) throws IOException {
        long written = 0;
        while (written < bytes) {
            for (int word = 0; word < WORDS_IN_LINE; word++) {
                byte[] next = words.get(frequentOrRare());
                out.write(next);
                out.write(word < WORDS_IN_LINE - 1 ? ' ' : '\n');
                written += next.length + 1;
            }
        }
    }

    /** The place of a word in the vocabulary: each power of two of places is as likely as the next, much as Zipf found. */
    private int frequentOrRare() {
        return (int) Math.pow(VOCABULARY, random.nextDouble()) - 1;
    }

    private static List<byte[]> vocabulary(Random random) {
        Set<String> seen = new HashSet<>();
        List<byte[]> words = new ArrayList<>(VOCABULARY);
        while (words.size() < VOCABULARY) {
            StringBuilder word = new StringBuilder();
            for (int left = 1 + random.nextInt(LONGEST_WORD); left > 0; left--) {
                word.append((char) ('a' + random.nextInt('z' - 'a' + 1)));
            }
            if (seen.add(word.toString())) {
                words.add(word.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
        return words;
    }
}
