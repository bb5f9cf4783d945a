package io.weft.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/** The pages of one column, as parquet-column writes and reads them, and as they lie in a file. */
final class MemoryPages implements PageWriteStore, PageReadStore, PageWriter {
    private final long rows;
    private final List<DataPageV1> pages = new ArrayList<>();
    private @Nullable DictionaryPage dictionary;

    /** No pages yet, of a column of so many rows. */
    MemoryPages(long rows) {
        this.rows = rows;
    }

    /** Values, nulls and empty lists in all pages. */
    long entries() {
        return pages.stream().mapToLong(DataPage::getValueCount).sum();
    }

    @Override
    public PageWriter getPageWriter(ColumnDescriptor column) {
        return this;
    }

    @Override
    public void writePage(
            BytesInput bytes,
            int entries,
            int pageRows,
            Statistics<?> statistics,
            @Nullable SizeStatistics sizes,
            @Nullable GeospatialStatistics places,
            Encoding repetition,
            Encoding definition,
            Encoding values)
            throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        bytes.writeAllTo(copy);
        BytesInput body = BytesInput.from(copy.toByteArray());
        pages.add(new DataPageV1(body, entries, (int) body.size(), statistics, repetition, definition, values));
    }

    @Override
    public void writePage(
            BytesInput bytes,
            int entries,
            int pageRows,
            Statistics<?> statistics,
            Encoding repetition,
            Encoding definition,
            Encoding values)
            throws IOException {
        writePage(bytes, entries, pageRows, statistics, null, null, repetition, definition, values);
    }

    @Override
    @Deprecated
    public void writePage(
            BytesInput bytes,
            int entries,
            Statistics<?> statistics,
            Encoding repetition,
            Encoding definition,
            Encoding values) {
        throw new UnsupportedOperationException("A page that does not tell its rows");
    }

    @Override
    public void writePageV2(
            int pageRows,
            int nulls,
            int entries,
            BytesInput repetition,
            BytesInput definition,
            Encoding encoding,
            BytesInput values,
            Statistics<?> statistics) {
        throw new UnsupportedOperationException("A page of the second version");
    }

    @Override
    public void writeDictionaryPage(DictionaryPage page) throws IOException {
        dictionary = page.copy();
    }

    @Override
    public long getMemSize() {
        return pages.stream().mapToLong(DataPage::getUncompressedSize).sum();
    }

    @Override
    public long allocatedSize() {
        return getMemSize();
    }

    @Override
    public String memUsageString(String prefix) {
        return prefix + getMemSize();
    }

    @Override
    public long getRowCount() {
        return rows;
    }

    @Override
    public PageReader getPageReader(ColumnDescriptor column) {
        Iterator<DataPageV1> next = pages.iterator();
        return new PageReader() {
            @Override
            public @Nullable DictionaryPage readDictionaryPage() {
                return dictionary;
            }

            @Override
            public long getTotalValueCount() {
                return entries();
            }

            @Override
            public @Nullable DataPage readPage() {
                return next.hasNext() ? next.next() : null;
            }
        };
    }

    @Override
    public void close() {}

    /** A column chunk without compression. */
    byte[] chunk() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            DictionaryPage entries = dictionary;
            if (entries != null) {
                PageHeader header = header(PageType.DICTIONARY_PAGE, entries.getBytes());
                header.setDictionary_page_header(
                        new DictionaryPageHeader(entries.getDictionarySize(), stored(entries.getEncoding())));
                write(header, entries.getBytes(), out);
            }
            for (DataPageV1 page : pages) {
                PageHeader header = header(PageType.DATA_PAGE, page.getBytes());
                header.setData_page_header(new DataPageHeader(
                        page.getValueCount(),
                        stored(page.getValueEncoding()),
                        stored(page.getDlEncoding()),
                        stored(page.getRlEncoding())));
                write(header, page.getBytes(), out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static PageHeader header(PageType type, BytesInput body) {
        return new PageHeader(type, (int) body.size(), (int) body.size());
    }

    private static org.apache.parquet.format.Encoding stored(Encoding encoding) {
        return org.apache.parquet.format.Encoding.valueOf(encoding.name());
    }

    private static void write(PageHeader header, BytesInput body, ByteArrayOutputStream out) throws IOException {
        Util.writePageHeader(header, out);
        body.writeAllTo(out);
    }
}
