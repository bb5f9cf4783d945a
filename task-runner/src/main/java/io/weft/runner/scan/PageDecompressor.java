package io.weft.runner.scan;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputDecompressor;
import org.apache.parquet.io.ParquetDecodingException;

/** Decompresses the pages of a column chunk, none of which may claim to be larger than the chunk. */
final class PageDecompressor {
    /** What a page may have in any case: some writers are careless with the size of the chunk. */
    private static final long SMALL_PAGE = 1 << 20;

    private final BytesInputDecompressor decompressor;
    private final long largest;

    /**
     * @param chunkBytes the uncompressed size of the column chunk
     */
    PageDecompressor(BytesInputDecompressor decompressor, long chunkBytes) {
        this.decompressor = decompressor;
        this.largest = Math.max(chunkBytes, SMALL_PAGE);
    }

    /** The bytes in a buffer that has an array; exactly so many, or an error. */
    ByteBuffer decompress(ByteBuffer body, int length) throws IOException {
        if (length < 0 || length > largest) {
            throw new ParquetDecodingException(
                    "a page that would have %d bytes in a column chunk of %d".formatted(length, largest));
        }
        ByteBufferInputStream decompressed =
                decompressor.decompress(BytesInput.from(body), length).toInputStream();
        if (decompressed.available() != length) {
            throw new ParquetDecodingException(
                    "a page of %d bytes that should have %d".formatted(decompressed.available(), length));
        }
        ByteBuffer values = decompressed.slice(length);
        return values.hasArray() ? values : copy(values);
    }

    private static ByteBuffer copy(ByteBuffer values) {
        byte[] bytes = new byte[values.remaining()];
        values.get(bytes);
        return ByteBuffer.wrap(bytes);
    }
}
