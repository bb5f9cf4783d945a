package io.weft.examples;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Writes lines to sort, of 100 bytes each: a key of ten random characters, a tab, and the line's number with something to fill it up. The same
 * size, number of files and seed give the same bytes.
 */
public final class RecordData {
    private static final String USAGE = "Usage: RecordData output=DIRECTORY [megabytes=100] [files=1] [seed=1]";
    private static final List<String> ARGUMENTS = List.of("output", "megabytes", "files", "seed");

    private static final int LINE_BYTES = 100;
    private static final int KEY_BYTES = 10;
    private static final char FIRST = '!';
    private static final char LAST = '~';
    private static final int WRONG_USAGE = 2;

    private RecordData() {}

    public static void main(String[] words) throws IOException {
        try {
            DataArguments arguments = DataArguments.parse(words, ARGUMENTS);
            write(
                    new Path(arguments.text("output")),
                    arguments.number("megabytes", 100) * 1_000_000L / LINE_BYTES,
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
     * @param lines in all files together
     * @throws IOException if it cannot write, or one of the files exists
     */
    public static void write(Path directory, long lines, int files, long seed, Configuration configuration)
            throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        FileSystem fileSystem = directory.getFileSystem(configuration);
        long line = 0;
        for (int file = 0; file < files; file++) {
            Path path = new Path(directory, "part-%d.txt".formatted(file));
            try (OutputStream out = new BufferedOutputStream(fileSystem.create(path, false))) {
                for (long end = lines * (file + 1) / files; line < end; line++) {
                    out.write(line(line, random));
                }
            }
        }
    }

    private static byte[] line(long number, SplittableRandom random) {
        byte[] line = new byte[LINE_BYTES];
        for (int index = 0; index < KEY_BYTES; index++) {
            line[index] = (byte) random.nextInt(FIRST, LAST + 1);
        }
        byte[] digits = Long.toString(number).getBytes(StandardCharsets.US_ASCII);
        line[KEY_BYTES] = '\t';
        System.arraycopy(digits, 0, line, KEY_BYTES + 1, digits.length);
        for (int index = KEY_BYTES + 1 + digits.length; index < LINE_BYTES - 1; index++) {
            line[index] = (byte) ('A' + (number + index) % 26);
        }
        line[LINE_BYTES - 1] = '\n';
        return line;
    }
}
