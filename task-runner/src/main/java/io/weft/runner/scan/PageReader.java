package io.weft.runner.scan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.ParquetDecodingException;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a column chunk, in order. {@link #next} tells what comes; only a page that is then asked for is read, checked against its
 * checksum where it has one, and decompressed.
 */
final class PageReader {
    private static final int LENGTH_BYTES = 4;

    private final ChunkBytes bytes;
    private final ColumnDescriptor column;
    private final PageDecompressor decompressor;
    private final PageCounts counts;
    private final @Nullable PageIndex index;

    /** The page that {@link #next} has found, until it is read or passed. */
    private @Nullable PageHeader header;

    private boolean isBegun;

    /** The page to go to before the next header is read, or -1. */
    private int target = -1;

    /** The number of data pages that lie behind. */
    private int page;

    /**
     * @param index null where the file has none
     */
    PageReader(
            ChunkBytes bytes,
            ColumnDescriptor column,
            PageDecompressor decompressor,
            PageCounts counts,
            @Nullable PageIndex index) {
        this.bytes = bytes;
        this.column = column;
        this.decompressor = decompressor;
        this.counts = counts;
        this.index = index;
    }

    /** Where in the file the next byte is. */
    long position() {
        return bytes.position();
    }

    ColumnDescriptor column() {
        return column;
    }

    @Nullable PageIndex index() {
        return index;
    }

    /** The data page that {@link #next} gives next; only known where there is an index. */
    int page() {
        return target >= 0 ? target : page;
    }

    /** Whether a data page has been read or passed. */
    boolean hasPassedRows() {
        return page > 0;
    }

    /** Goes forward to a page of the index, past those between; the dictionary comes before it all the same. */
    void moveTo(int newPage) {
        pass();
        target = newPage;
    }

    /** The kind of the next page that holds rows or a dictionary, or null when there are no more; one not read is passed. */
    @Nullable PageType next() throws IOException {
        if (header != null) {
            pass();
        }
        if (index != null && (isBegun || !hasDictionary(index)) && target >= 0) {
            page = target;
            target = -1;
            if (page == index.pages()) {
                return null;
            }
            bytes.moveTo(index.offset(page));
        }
        isBegun = true;
        while (bytes.remaining() > 0) {
            PageHeader found = Util.readPageHeader(bytes);
            if (found.getCompressed_page_size() < 0 || found.getCompressed_page_size() > bytes.remaining()) {
                throw new ParquetDecodingException("a page of %d bytes where %d are left"
                        .formatted(found.getCompressed_page_size(), bytes.remaining()));
            }
            header = found;
            if (target >= 0 && isData(found)) {
                throw new ParquetDecodingException("a page before the first of the offset index");
            }
            if (isData(found) || found.getType() == PageType.DICTIONARY_PAGE) {
                return found.getType();
            }
            pass();
        }
        return null;
    }

    private boolean hasDictionary(PageIndex pages) {
        return bytes.start() < pages.offset(0);
    }

    private static boolean isData(PageHeader header) {
        return header.getType() == PageType.DATA_PAGE || header.getType() == PageType.DATA_PAGE_V2;
    }

    private void pass() {
        if (header != null) {
            bytes.moveTo(bytes.position() + header.getCompressed_page_size());
            if (isData(header)) {
                page++;
                counts.addPassed();
            }
            header = null;
        }
    }

    /** The number of slots of the data page that was found. */
    int slots() {
        PageHeader found = found();
        int slots = found.getType() == PageType.DATA_PAGE
                ? found.getData_page_header().getNum_values()
                : found.getData_page_header_v2().getNum_values();
        if (slots < 0) {
            throw new ParquetDecodingException("a page of %d rows".formatted(slots));
        }
        return slots;
    }

    private PageHeader found() {
        if (header == null) {
            throw new IllegalStateException("No page was found");
        }
        return header;
    }

    /** Reads the page that was found. */
    Page read() throws IOException {
        PageHeader found = found();
        header = null;
        ByteBuffer body = bytes.take(found.getCompressed_page_size());
        if (found.isSetCrc()) {
            check(body, found.getCrc());
        }
        int length = found.getUncompressed_page_size();
        if (found.getType() == PageType.DICTIONARY_PAGE) {
            return page(found.getDictionary_page_header(), body, length);
        }
        page++;
        counts.addRead();
        return found.getType() == PageType.DATA_PAGE
                ? page(found.getData_page_header(), body, length)
                : page(found.getData_page_header_v2(), body, length);
    }

    private static void check(ByteBuffer body, int expected) {
        CRC32 crc = new CRC32();
        crc.update(body.duplicate());
        if ((int) crc.getValue() != expected) {
            throw new ParquetDecodingException("a page does not match its checksum");
        }
    }

    private Page page(DictionaryPageHeader dictionary, ByteBuffer body, int length) throws IOException {
        ByteBuffer values = decompressor.decompress(body, length);
        int slots = dictionary.getNum_values();
        if (slots < 0 || slots > values.remaining()) {
            throw new ParquetDecodingException(
                    "a dictionary of %d values in %d bytes".formatted(slots, values.remaining()));
        }
        return new Page(slots, encoding(dictionary.getEncoding()), null, null, values);
    }

    private Page page(DataPageHeader data, ByteBuffer body, int length) throws IOException {
        ByteBuffer values = decompressor.decompress(body, length);
        RunLengthDecoder repetition = column.getMaxRepetitionLevel() == 0
                ? null
                : levels(data.getRepetition_level_encoding(), column.getMaxRepetitionLevel(), values);
        RunLengthDecoder definition = column.getMaxDefinitionLevel() == 0
                ? null
                : levels(data.getDefinition_level_encoding(), column.getMaxDefinitionLevel(), values);
        return new Page(data.getNum_values(), encoding(data.getEncoding()), repetition, definition, values);
    }

    /** The levels at the front, behind their length. */
    private static RunLengthDecoder levels(
            org.apache.parquet.format.Encoding encoding, int greatest, ByteBuffer values) {
        if (encoding != org.apache.parquet.format.Encoding.RLE) {
            throw new ParquetDecodingException("levels in the encoding %s, which is not supported".formatted(encoding));
        }
        int length = values.order(ByteOrder.LITTLE_ENDIAN).getInt(values.position());
        values.position(values.position() + LENGTH_BYTES);
        return levels(take(values, length), greatest);
    }

    private Page page(DataPageHeaderV2 data, ByteBuffer body, int length) throws IOException {
        int repetitionBytes = data.getRepetition_levels_byte_length();
        int definitionBytes = data.getDefinition_levels_byte_length();
        ByteBuffer repetition = take(body, repetitionBytes);
        ByteBuffer definition = take(body, definitionBytes);
        ByteBuffer values = data.isIs_compressed()
                ? decompressor.decompress(body.slice(), length - repetitionBytes - definitionBytes)
                : body.slice();
        return new Page(
                data.getNum_values(),
                encoding(data.getEncoding()),
                column.getMaxRepetitionLevel() == 0 ? null : levels(repetition, column.getMaxRepetitionLevel()),
                column.getMaxDefinitionLevel() == 0 ? null : levels(definition, column.getMaxDefinitionLevel()),
                values);
    }

    private static RunLengthDecoder levels(ByteBuffer in, int greatest) {
        return new RunLengthDecoder(in, Integer.SIZE - Integer.numberOfLeadingZeros(greatest));
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

    private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
        return Encoding.valueOf(encoding.name());
    }
}
