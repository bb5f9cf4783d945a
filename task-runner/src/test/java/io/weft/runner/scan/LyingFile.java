package io.weft.runner.scan;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/** A Parquet file in which one number is not what it should be, though all is well formed. */
final class LyingFile {
    private static final int ENDING = 8;

    private final byte[] bytes;
    private final int footerStart;
    private final List<Place> pages = new ArrayList<>();

    private record Place(int start, int headerBytes, boolean isLast) {}

    /** A file and what is not true of it. */
    @SuppressWarnings("ArrayRecordComponent") // Not compared.
    record Lie(byte[] bytes, String about) {}

    LyingFile(byte[] bytes) throws IOException {
        this.bytes = bytes;
        int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - ENDING);
        this.footerStart = bytes.length - ENDING - length;
        for (RowGroup group : footer().getRow_groups()) {
            for (ColumnChunk chunk : group.getColumns()) {
                findPages(chunk.getMeta_data());
            }
        }
    }

    private FileMetaData footer() throws IOException {
        return Util.readFileMetaData(new ByteArrayInputStream(bytes, footerStart, bytes.length - ENDING - footerStart));
    }

    private void findPages(ColumnMetaData chunk) throws IOException {
        long start = chunk.isSetDictionary_page_offset() && chunk.getDictionary_page_offset() > 0
                ? chunk.getDictionary_page_offset()
                : chunk.getData_page_offset();
        int end = (int) (start + chunk.getTotal_compressed_size());
        for (int place = (int) start; place < end; ) {
            ByteArrayInputStream in = new ByteArrayInputStream(bytes, place, end - place);
            PageHeader header = Util.readPageHeader(in);
            int headerBytes = end - place - in.available();
            int first = place;
            place += headerBytes + header.getCompressed_page_size();
            pages.add(new Place(first, headerBytes, place >= end));
        }
    }

    /** A page with others behind it in its column chunk would have so many bytes. */
    byte[] aboutTheSizeOfAPage(int size) throws IOException {
        Place page = pages.stream().filter(place -> !place.isLast()).findFirst().orElseThrow();
        PageHeader header = header(page);
        header.setUncompressed_page_size(size);
        return with(page, header);
    }

    Lie aboutAPage(Random random) throws IOException {
        Place place = pages.get(random.nextInt(pages.size()));
        PageHeader header = header(place);
        String truth = header.toString();
        switch (random.nextInt(4)) {
            case 0 -> header.setUncompressed_page_size(wrong(header.getUncompressed_page_size(), random));
            case 1 -> header.setCompressed_page_size(wrong(header.getCompressed_page_size(), random));
            default -> lieAboutValues(header, random);
        }
        return new Lie(with(place, header), "at %d %s instead of %s".formatted(place.start(), header, truth));
    }

    private static void lieAboutValues(PageHeader header, Random random) {
        if (header.isSetDictionary_page_header()) {
            header.getDictionary_page_header()
                    .setNum_values(wrong(header.getDictionary_page_header().getNum_values(), random));
        } else if (header.isSetData_page_header() && random.nextBoolean()) {
            header.getData_page_header().setEncoding(encoding(random));
        } else if (header.isSetData_page_header()) {
            header.getData_page_header()
                    .setNum_values(wrong(header.getData_page_header().getNum_values(), random));
        } else if (random.nextBoolean()) {
            header.getData_page_header_v2().setEncoding(encoding(random));
        } else if (random.nextBoolean()) {
            header.getData_page_header_v2()
                    .setNum_values(wrong(header.getData_page_header_v2().getNum_values(), random));
        } else {
            header.getData_page_header_v2().setDefinition_levels_byte_length(wrong(4, random));
        }
    }

    Lie inTheFooter(Random random) throws IOException {
        FileMetaData footer = footer();
        RowGroup group = footer.getRow_groups().get(random.nextInt(footer.getRow_groupsSize()));
        ColumnChunk column = group.getColumns().get(random.nextInt(group.getColumnsSize()));
        ColumnMetaData chunk = column.getMeta_data();
        String about;
        switch (random.nextInt(7)) {
            case 0 ->
                about = "rows "
                        + group.setNum_rows(wrong(group.getNum_rows(), random)).getNum_rows();
            case 1 -> about = "values " + chunk.setNum_values(wrong(chunk.getNum_values(), random));
            case 2 -> about = "size " + chunk.setTotal_compressed_size(wrong(chunk.getTotal_compressed_size(), random));
            case 3 -> about = "uncompressed size " + chunk.setTotal_uncompressed_size(wrong(10, random));
            case 4 -> about = "place " + chunk.setData_page_offset(wrong(chunk.getData_page_offset(), random));
            case 5 -> about = "dictionary " + chunk.setDictionary_page_offset(wrong(100, random));
            default -> about = "index " + column.setOffset_index_offset(wrong(column.getOffset_index_offset(), random));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, footerStart);
        Util.writeFileMetaData(footer, out);
        ByteBuffer ending = ByteBuffer.allocate(ENDING).order(ByteOrder.LITTLE_ENDIAN);
        ending.putInt(out.size() - footerStart).put(bytes, bytes.length - 4, 4);
        out.write(ending.array());
        return new Lie(out.toByteArray(), about);
    }

    private static Encoding encoding(Random random) {
        Encoding[] encodings = Encoding.values();
        return encodings[random.nextInt(encodings.length)];
    }

    private static int wrong(int truth, Random random) {
        return (int) wrong((long) truth, random);
    }

    private static long wrong(long truth, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> truth + 1 + random.nextInt(3);
            case 1 -> truth - 1 - random.nextInt(3);
            case 2 -> random.nextInt(Integer.MAX_VALUE);
            case 3 -> -random.nextInt(1000);
            default -> random.nextInt(100);
        };
    }

    private PageHeader header(Place place) throws IOException {
        return Util.readPageHeader(new ByteArrayInputStream(bytes, place.start(), place.headerBytes()));
    }

    /** The file with another header in that place; where it is longer or shorter, all behind it moves. */
    private byte[] with(Place place, PageHeader header) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Util.writePageHeader(header, out);
        byte[] lying = new byte[bytes.length - place.headerBytes() + out.size()];
        System.arraycopy(bytes, 0, lying, 0, place.start());
        System.arraycopy(out.toByteArray(), 0, lying, place.start(), out.size());
        int behind = place.start() + place.headerBytes();
        System.arraycopy(bytes, behind, lying, place.start() + out.size(), bytes.length - behind);
        return lying;
    }
}
