package io.weft.runner.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weft.error.WeftException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/** Reads what stands at the end of a Parquet file: its schema, where its row groups lie, and their statistics. */
public final class ParquetFooter {
    private static final byte[] MAGIC = "PAR1".getBytes(US_ASCII);
    private static final byte[] ENCRYPTED_MAGIC = "PARE".getBytes(US_ASCII);

    /** The footer's length and the magic. */
    private static final int ENDING = 8;

    /** What is read first: for most files the whole footer. */
    private static final int TAIL = 64 * 1024;

    private ParquetFooter() {}

    /**
     * Reads the footer, mostly with one request.
     *
     * @throws WeftException {@link io.weft.error.ErrorCode#CORRUPT_INPUT} if the file is not a whole Parquet file
     */
    public static ParquetMetadata read(InputFile file) {
        if (file.length() < MAGIC.length + ENDING) {
            throw file.damaged("it is not a Parquet file: it has %d bytes".formatted(file.length()));
        }
        byte[] tail = tail(file, TAIL);
        byte[] magic = Arrays.copyOfRange(tail, tail.length - MAGIC.length, tail.length);
        if (Arrays.equals(magic, ENCRYPTED_MAGIC)) {
            throw file.damaged("its footer is encrypted, which is not supported");
        }
        if (!Arrays.equals(magic, MAGIC)) {
            throw file.damaged("it is not a Parquet file, or its end is missing: it does not end with PAR1");
        }
        int length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt(tail.length - ENDING);
        if (length <= 0 || length > file.length() - ENDING - MAGIC.length) {
            throw file.damaged("its footer would have %d bytes, and the file has %d".formatted(length, file.length()));
        }
        if (length > tail.length - ENDING) {
            tail = tail(file, length + ENDING);
        }
        try {
            return new ParquetMetadataConverter()
                    .readParquetMetadata(
                            new ByteArrayInputStream(tail, tail.length - ENDING - length, length),
                            ParquetMetadataConverter.NO_FILTER);
        } catch (IOException | RuntimeException e) {
            throw file.damaged("its footer cannot be understood", e);
        }
    }

    private static byte[] tail(InputFile file, int most) {
        byte[] tail = new byte[(int) Math.min(file.length(), most)];
        file.readFully(file.length() - tail.length, tail, 0, tail.length);
        return tail;
    }
}
