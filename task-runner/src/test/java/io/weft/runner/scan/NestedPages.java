package io.weft.runner.scan;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.internal.column.columnindex.OffsetIndexBuilder;
import org.jspecify.annotations.Nullable;

/** A column chunk of lists of lists of integers, page by page, cut as a test wants it. */
final class NestedPages {
    static final int MAX_REPETITION = 2;
    static final int MAX_DEFINITION = 5;

    private static final String MESSAGE =
            "optional group c (LIST) { repeated group list { optional group element (LIST) {"
                    + " repeated group list { optional int32 element; } } } }";

    /** The file's schema. */
    static final String SCHEMA = "message m { " + MESSAGE + " }";

    private final Random random;
    private final List<@Nullable Object> rows = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Integer, Integer> dictionary = new LinkedHashMap<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final OffsetIndexBuilder index = OffsetIndexBuilder.getBuilder();

    private record Entry(int repetition, int definition, int value) {}

    /** So many rows with nulls and empty lists at every level. */
    NestedPages(Random random, int count) {
        this.random = random;
        for (int row = 0; row < count; row++) {
            rows.add(row());
        }
    }

    private @Nullable Object row() {
        int size = random.nextInt(5) - 1;
        if (size <= 0) {
            entries.add(new Entry(0, size + 1, 0));
            return size < 0 ? null : List.of();
        }
        List<@Nullable Object> lists = new ArrayList<>();
        for (int index = 0; index < size; index++) {
            lists.add(list(index == 0 ? 0 : 1));
        }
        return lists;
    }

    private @Nullable Object list(int repetition) {
        // Now and then one that is longer than several pages.
        int size = (random.nextInt(20) == 0 ? random.nextInt(60) : random.nextInt(5)) - 1;
        if (size <= 0) {
            entries.add(new Entry(repetition, Math.max(size, -1) + 3, 0));
            return size < 0 ? null : List.of();
        }
        List<@Nullable Object> numbers = new ArrayList<>();
        for (int index = 0; index < size; index++) {
            boolean isNull = random.nextInt(4) == 0;
            int value = random.nextInt(100);
            entries.add(new Entry(index == 0 ? repetition : MAX_REPETITION, isNull ? 4 : MAX_DEFINITION, value));
            numbers.add(isNull ? null : value);
        }
        return numbers;
    }

    List<@Nullable Object> rows() {
        return rows;
    }

    int entries() {
        return entries.size();
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    OffsetIndex index() {
        return index.build();
    }

    /** Pages of the first version that end anywhere, also within a row. */
    NestedPages cutAnywhere() throws IOException {
        writeDictionary();
        for (int from = 0; from < entries.size(); ) {
            int count = Math.min(1 + random.nextInt(12), entries.size() - from);
            writeFirstVersion(entries.subList(from, from + count));
            from += count;
        }
        return this;
    }

    /** Pages of either version that begin with rows, as an offset index needs them. */
    NestedPages cutBetweenRows() throws IOException {
        writeDictionary();
        int row = 0;
        for (int from = 0; from < entries.size(); ) {
            int wanted = 1 + random.nextInt(6);
            int found = 0;
            int to = from;
            while (to < entries.size() && (entries.get(to).repetition() > 0 || found < wanted)) {
                found += entries.get(to++).repetition() == 0 ? 1 : 0;
            }
            int start = bytes.size();
            if (random.nextBoolean()) {
                writeFirstVersion(entries.subList(from, to));
            } else {
                writeSecondVersion(entries.subList(from, to), found);
            }
            index.add(start, bytes.size() - start, row);
            row += found;
            from = to;
        }
        return this;
    }

    private void writeDictionary() throws IOException {
        for (Entry entry : entries) {
            if (entry.value() < 50) {
                dictionary.putIfAbsent(entry.value(), dictionary.size());
            }
        }
        PageHeader header = header(PageType.DICTIONARY_PAGE, Integer.BYTES * dictionary.size());
        header.setDictionary_page_header(new DictionaryPageHeader(dictionary.size(), Encoding.PLAIN));
        Util.writePageHeader(header, bytes);
        bytes.write(plain(new ArrayList<>(dictionary.keySet())));
    }

    private void writeFirstVersion(List<Entry> page) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] repetition = runs(page.stream().map(Entry::repetition).toList(), 2);
        byte[] definition = runs(page.stream().map(Entry::definition).toList(), 3);
        body.write(plain(List.of(repetition.length)));
        body.write(repetition);
        body.write(plain(List.of(definition.length)));
        body.write(definition);
        Encoding encoding = writeValues(page, body);
        PageHeader header = header(PageType.DATA_PAGE, body.size());
        header.setData_page_header(new DataPageHeader(page.size(), encoding, Encoding.RLE, Encoding.RLE));
        Util.writePageHeader(header, bytes);
        body.writeTo(bytes);
    }

    private void writeSecondVersion(List<Entry> page, int pageRows) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] repetition = runs(page.stream().map(Entry::repetition).toList(), 2);
        byte[] definition = runs(page.stream().map(Entry::definition).toList(), 3);
        body.write(repetition);
        body.write(definition);
        Encoding encoding = writeValues(page, body);
        PageHeader header = header(PageType.DATA_PAGE_V2, body.size());
        int nulls = page.size() - values(page).size();
        DataPageHeaderV2 second =
                new DataPageHeaderV2(page.size(), nulls, pageRows, encoding, definition.length, repetition.length);
        second.setIs_compressed(false);
        header.setData_page_header_v2(second);
        Util.writePageHeader(header, bytes);
        body.writeTo(bytes);
    }

    private Encoding writeValues(List<Entry> page, ByteArrayOutputStream body) throws IOException {
        List<Integer> values = values(page);
        if (!dictionary.keySet().containsAll(values)) {
            body.write(plain(values));
            return Encoding.PLAIN;
        }
        int width = Integer.SIZE - Integer.numberOfLeadingZeros(dictionary.size());
        body.write(width);
        body.write(runs(values.stream().map(dictionary::get).toList(), width));
        return Encoding.RLE_DICTIONARY;
    }

    private static List<Integer> values(List<Entry> page) {
        return page.stream()
                .filter(entry -> entry.definition() == MAX_DEFINITION)
                .map(Entry::value)
                .toList();
    }

    private static PageHeader header(PageType type, int size) {
        return new PageHeader(type, size, size);
    }

    private static byte[] plain(List<Integer> numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES * numbers.size()).order(ByteOrder.LITTLE_ENDIAN);
        numbers.forEach(buffer::putInt);
        return buffer.array();
    }

    private static byte[] runs(List<Integer> numbers, int width) throws IOException {
        try (RunLengthBitPackingHybridEncoder encoder =
                new RunLengthBitPackingHybridEncoder(width, 64, 1024, new HeapByteBufferAllocator())) {
            for (int number : numbers) {
                encoder.writeInt(number);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            encoder.toBytes().writeAllTo(out);
            return out.toByteArray();
        }
    }
}
