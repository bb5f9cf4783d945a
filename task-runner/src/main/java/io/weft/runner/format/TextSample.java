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
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;

/** The beginning of the text of an input's first file, by path, from which its columns are found out. */
final class TextSample {
    private static final int MOST_BYTES = 1 << 20;

    private final String file;
    private final byte[] text;
    private final int end;

    private TextSample(String file, byte[] text, int end) {
        this.file = file;
        this.text = text;
        this.end = end;
    }

    /** Reads the sample; nothing where the input has no file with a byte. */
    static Optional<TextSample> of(Input input, Configuration configuration) {
        return InputFiles.list(input, configuration).stream()
                .findFirst()
                .map(first -> read(first, input, configuration));
    }

    /** The failure of an input without files whose columns are needed. */
    static WeftException missing(Input input) {
        return new WeftException(
                ErrorCode.INPUT_NOT_FOUND,
                "Cannot read input '%s': it has no file with a byte, so its columns are unknown"
                        + " (check the path, or give the columns with schema(...))",
                String.join(", ", input.paths()));
    }

    private static TextSample read(FileStatus status, Input input, Configuration configuration) {
        FileCompression compression = FileCompression.of(status.getPath());
        Charset charset =
                Charset.forName(input.options().getOrDefault(LineOptions.ENCODING, StandardCharsets.UTF_8.name()));
        try (InputFile file = InputFile.open(status, configuration)) {
            byte[] text = new byte[MOST_BYTES];
            int count;
            try (InputStream decompressed = compression.decompress(file.stream());
                    InputStream in = charset.equals(StandardCharsets.UTF_8)
                            ? decompressed
                            : new TranscodedStream(decompressed, charset)) {
                count = in.readNBytes(text, 0, text.length);
            } catch (WeftException e) {
                throw e;
            } catch (IOException | RuntimeException e) {
                throw file.damaged(
                        "its first bytes cannot be read as %s text in %s".formatted(compression, charset), e);
            }
            return new TextSample(file.name(), text, count);
        }
    }

    /** The file's full URI. */
    String file() {
        return file;
    }

    /** All records that end within the sample, without their line ends; the last of the file may have none. */
    List<byte[]> records(Optional<CsvDialect> multiline) {
        Optional<QuoteState> quotes = multiline.map(QuoteState::new);
        List<byte[]> records = new ArrayList<>();
        int start = hasByteOrderMark() ? 3 : 0;
        int checked = start;
        for (int index = start; index < end; index++) {
            if (text[index] != '\n' && text[index] != '\r') {
                continue;
            }
            int piece = checked;
            int to = index;
            quotes.ifPresent(state -> state.add(text, piece, to));
            if (quotes.map(QuoteState::isOpen).orElse(false)) {
                checked = index;
                continue;
            }
            records.add(Arrays.copyOfRange(text, start, index));
            if (text[index] == '\r' && index + 1 < end && text[index + 1] == '\n') {
                index++;
            }
            start = index + 1;
            checked = start;
            quotes.ifPresent(QuoteState::begin);
        }
        if (start < end && end < MOST_BYTES) {
            records.add(Arrays.copyOfRange(text, start, end));
        }
        return records;
    }

    private boolean hasByteOrderMark() {
        return end >= 3 && text[0] == (byte) 0xEF && text[1] == (byte) 0xBB && text[2] == (byte) 0xBF;
    }
}
