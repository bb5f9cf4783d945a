package io.weft.runner.scan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputDecompressor;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.ParquetDecodingException;
import org.jspecify.annotations.Nullable;

/** The pages of a column chunk, in order: checked against their checksums where they have any, and decompressed. */
final class PageReader {
    /** A page that claims to be larger is taken for damaged, unless its column chunk is. */
    private static final long LARGE_PAGE = 256L << 20;

    private static final int LENGTH_BYTES = 4;

    private final ChunkBytes bytes;
    private final ColumnDescriptor column;
    private final BytesInputDecompressor decompressor;
    private final long largest;

    /** The reader must be able to take the bytes for its own. */
    PageReader(ChunkBytes bytes, ColumnDescriptor column, BytesInputDecompressor decompressor, long uncompressed) {
        this.bytes = bytes;
        this.column = column;
        this.decompressor = decompressor;
        this.largest = Math.max(uncompressed, LARGE_PAGE);
    }

    /** Where in the file the next page begins. */
    long position() {
        return bytes.position();
    }

    ColumnDescriptor column() {
        return column;
    }

    /** The next page that holds rows or a dictionary, or null when there are no more. */
    @Nullable Page next() throws IOException {
        while (bytes.remaining() > 0) {
            PageHeader header = Util.readPageHeader(bytes);
            ByteBuffer body = bytes.take(header.getCompressed_page_size());
            if (header.getUncompressed_page_size() < 0 || header.getUncompressed_page_size() > largest) {
                throw new ParquetDecodingException("a page of %d bytes".formatted(header.getUncompressed_page_size()));
            }
            if (header.isSetCrc()) {
                check(body, header.getCrc());
            }
            switch (header.getType()) {
                case DATA_PAGE -> {
                    return page(header.getData_page_header(), body, header.getUncompressed_page_size());
                }
                case DATA_PAGE_V2 -> {
                    return page(header.getData_page_header_v2(), body, header.getUncompressed_page_size());
                }
                case DICTIONARY_PAGE -> {
                    return page(header.getDictionary_page_header(), body, header.getUncompressed_page_size());
                }
                default -> {
                    // Nothing that is needed to read the rows.
                }
            }
        }
        return null;
    }

    private static void check(ByteBuffer body, int expected) {
        CRC32 crc = new CRC32();
        crc.update(body.duplicate());
        if ((int) crc.getValue() != expected) {
            throw new ParquetDecodingException("a page does not match its checksum");
        }
    }

    private Page page(DictionaryPageHeader header, ByteBuffer body, int length) throws IOException {
        ByteBuffer values = decompress(body, length);
        int slots = header.getNum_values();
        if (slots < 0 || slots > values.remaining()) {
            throw new ParquetDecodingException(
                    "a dictionary of %d values in %d bytes".formatted(slots, values.remaining()));
        }
        return new Page(true, slots, encoding(header.getEncoding()), null, null, values);
    }

    private Page page(DataPageHeader header, ByteBuffer body, int length) throws IOException {
        ByteBuffer values = decompress(body, length);
        RunLengthDecoder repetition =
                levels(header.getRepetition_level_encoding(), column.getMaxRepetitionLevel(), values);
        RunLengthDecoder definition =
                levels(header.getDefinition_level_encoding(), column.getMaxDefinitionLevel(), values);
        return new Page(false, header.getNum_values(), encoding(header.getEncoding()), repetition, definition, values);
    }

    private Page page(DataPageHeaderV2 header, ByteBuffer body, int length) throws IOException {
        int repetition = header.getRepetition_levels_byte_length();
        int definition = header.getDefinition_levels_byte_length();
        ByteBuffer repetitionBytes = take(body, repetition);
        ByteBuffer definitionBytes = take(body, definition);
        ByteBuffer values =
                header.isIs_compressed() ? decompress(body.slice(), length - repetition - definition) : body.slice();
        return new Page(
                false,
                header.getNum_values(),
                encoding(header.getEncoding()),
                levels(repetitionBytes, column.getMaxRepetitionLevel()),
                levels(definitionBytes, column.getMaxDefinitionLevel()),
                values);
    }

    /** Takes levels with their length before them off the values; null where there is but one level. */
    private static @Nullable RunLengthDecoder levels(
            org.apache.parquet.format.Encoding encoding, int highest, ByteBuffer values) {
        if (highest == 0) {
            return null;
        }
        if (encoding != org.apache.parquet.format.Encoding.RLE) {
            throw new ParquetDecodingException("levels in the encoding %s, which is not supported".formatted(encoding));
        }
        int length = values.order(ByteOrder.LITTLE_ENDIAN).getInt(values.position());
        values.position(values.position() + LENGTH_BYTES);
        return levels(take(values, length), highest);
    }

    private static @Nullable RunLengthDecoder levels(ByteBuffer in, int highest) {
        return highest == 0 ? null : new RunLengthDecoder(in, Integer.SIZE - Integer.numberOfLeadingZeros(highest));
    }

    /** Cuts the first bytes off. */
    private static ByteBuffer take(ByteBuffer from, int count) {
        if (count < 0 || count > from.remaining()) {
            throw new ParquetDecodingException(
                    "levels of %d bytes where %d are left".formatted(count, from.remaining()));
        }
        ByteBuffer taken = from.slice(from.position(), count);
        from.position(from.position() + count);
        return taken;
    }

    private ByteBuffer decompress(ByteBuffer body, int length) throws IOException {
        if (length < 0) {
            throw new ParquetDecodingException("values of %d bytes".formatted(length));
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

    private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
        return Encoding.valueOf(encoding.name());
    }
}
