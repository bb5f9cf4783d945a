package io.weft.runner.format;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.Input;
import io.weft.plan.LineOptions;
import io.weft.runner.compress.FileCompression;
import io.weft.runner.compress.TranscodedStream;
import io.weft.runner.csv.CsvDialect;
import io.weft.runner.csv.QuoteState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.jspecify.annotations.Nullable;

/**
 * The first records of an input's first file, by path, from which its columns are found out: those in the first MB, or, where records are
 * longer than that, as many as are needed.
 */
final class TextSample {
    private static final int USUAL_BYTES = 1 << 20;
    private static final int MOST_BYTES = 1 << 26;

    private final String file;
    private final TextEncoding encoding;
    private final @Nullable CsvDialect quoting;

    private byte[] text = new byte[0];
    private int end;
    private boolean isWhole;

    private TextSample(String file, Input input) {
        this.file = file;
        this.encoding = TextEncoding.of(input);
        this.quoting = input.options().containsKey(LineOptions.MULTILINE) ? CsvDialect.of(input.options()) : null;
    }

    /**
     * Reads the sample; nothing where the input has no file with a byte.
     *
     * @param least records wanted, unless the file has fewer
     */
    static Optional<TextSample> of(Input input, int least, Configuration configuration) {
        return InputFiles.list(input, configuration).stream()
                .findFirst()
                .map(first -> read(first, input, least, configuration));
    }

    /** The failure of an input without files whose columns are needed. */
    static WeftException missing(Input input) {
        return new WeftException(
                ErrorCode.INPUT_NOT_FOUND,
                "Cannot read input '%s': it has no file with a byte, so its columns are unknown"
                        + " (check the path, or give the columns with schema(...))",
                String.join(", ", input.paths()));
    }

    private static TextSample read(FileStatus status, Input input, int least, Configuration configuration) {
        FileCompression compression = FileCompression.of(status.getPath());
        try (InputFile file = InputFile.open(status, configuration)) {
            TextSample sample = new TextSample(file.name(), input);
            try (InputStream decompressed = compression.decompress(file.stream());
                    InputStream in = sample.encoding.isUtf8()
                            ? decompressed
                            : new TranscodedStream(decompressed, sample.encoding.charset())) {
                sample.read(in, least);
            } catch (WeftException e) {
                throw e;
            } catch (CharacterCodingException e) {
                throw sample.encoding.broken(sample.file, sample.end);
            } catch (IOException | RuntimeException e) {
                throw file.undecompressed(compression, sample.end, e);
            }
            return sample;
        }
    }

    private void read(InputStream in, int least) throws IOException {
        for (int wanted = USUAL_BYTES; ; wanted *= 2) {
            text = Arrays.copyOf(text, wanted);
            end += in.readNBytes(text, end, wanted - end);
            isWhole = end < wanted;
            if (isWhole || records().size() >= least) {
                return;
            }
            if (wanted == MOST_BYTES) {
                throw new WeftException(
                        ErrorCode.CORRUPT_INPUT,
                        "[%s] Cannot tell the columns: %d record(s) end within the first %d bytes, and %d are needed"
                                + " (is it text with line ends, its quotes closed? else give the columns with schema(...))",
                        file,
                        records().size(),
                        MOST_BYTES,
                        least);
            }
        }
    }

    /** The file's full URI. */
    String file() {
        return file;
    }

    TextEncoding encoding() {
        return encoding;
    }

    /** All records that end within the sample, without their line ends; the last of the file may have none. */
    List<byte[]> records() {
        @Nullable QuoteState quotes = quoting == null ? null : new QuoteState(quoting);
        List<byte[]> records = new ArrayList<>();
        int start = encoding.markLength(file, text, end);
        int checked = start;
        for (int index = start; index < end; index++) {
            if (text[index] != '\n' && text[index] != '\r') {
                continue;
            }
            if (quotes != null) {
                quotes.add(text, checked, index);
                checked = index;
                if (quotes.isOpen()) {
                    continue;
                }
                quotes.begin();
            }
            records.add(Arrays.copyOfRange(text, start, index));
            if (text[index] == '\r' && index + 1 < end && text[index + 1] == '\n') {
                index++;
            }
            start = index + 1;
            checked = start;
        }
        if (start < end && isWhole) {
            records.add(Arrays.copyOfRange(text, start, end));
        }
        return records;
    }
}
