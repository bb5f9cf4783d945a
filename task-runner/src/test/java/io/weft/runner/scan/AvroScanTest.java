package io.weft.runner.scan;

import static io.weft.runner.vector.TestRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.Avro;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.protocol.Counter;
import io.weft.runner.format.Formats;
import io.weft.stage.FileRange;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroScanTest {
    private static final int ROWS = 20_000;

    private static final org.apache.avro.Schema SCHEMA = new org.apache.avro.Schema.Parser().parse("""
            {"type": "record", "name": "order", "fields": [
              {"name": "id", "type": "long"},
              {"name": "small", "type": ["int", "null"]},
              {"name": "word", "type": ["null", "string"]},
              {"name": "tags", "type": {"type": "map", "values": ["null", "long", "string"]}},
              {"name": "color", "type": {"type": "enum", "name": "color", "symbols": ["RED", "BLUE"]}},
              {"name": "day", "type": {"type": "int", "logicalType": "date"}},
              {"name": "price", "type": {"type": "bytes", "logicalType": "decimal", "precision": 38, "scale": 2}},
              {"name": "fee", "type": ["null",
                {"type": "fixed", "name": "fee", "size": 5, "logicalType": "decimal", "precision": 9, "scale": 3}]},
              {"name": "weight", "type": "double"},
              {"name": "paid", "type": "boolean"}]}
            """);

    @TempDir
    Path directory;

    private final ScanFixture fixture = new ScanFixture();

    @ParameterizedTest
    @ValueSource(strings = {"null", "deflate", "snappy", "bzip2", "zstandard"})
    void readsWhatAvroWritesWithEachCodec(String codec) throws IOException {
        Path file = write(codec);

        List<List<@Nullable Object>> rows =
                fixture.read(ScanFixture.scan(Avro.FORMAT, schemaOf(file)), fixture.whole(file));

        assertThat(rows).hasSize(ROWS);
        assertThat(rows.get(0))
                .isEqualTo(row(
                        0L,
                        null,
                        null,
                        "RED",
                        LocalDate.EPOCH,
                        new BigDecimal("-12345678901234567890123456.78"),
                        null,
                        0.0,
                        true));
        assertThat(rows.get(7))
                .isEqualTo(row(
                        7_000_000_000L,
                        7,
                        "wörd 7",
                        "BLUE",
                        LocalDate.ofEpochDay(7),
                        new BigDecimal("0.07"),
                        new BigDecimal("-0.007"),
                        3.5,
                        false));
        assertThat(fixture.counters.get(Counter.ROWS_READ)).isEqualTo(ROWS);
        assertThat(fixture.counters.get(Counter.INPUT_BYTES_LOCAL)).isPositive();
    }

    @Test
    void leavesOutColumnsOfOtherTypesAndTellsThem() throws IOException {
        Path file = write("null");

        assertThat(schemaOf(file))
                .hasToString("[id bigint, small int, word string, color string, day date, price decimal(38,2),"
                        + " fee decimal(9,3), weight double, paid boolean]");
        assertThat(new Formats(fixture.configuration()).unsupportedType(ScanFixture.input(Avro.FORMAT, file), "tags"))
                .hasValue("{\"type\":\"map\",\"values\":[\"null\",\"long\",\"string\"]}");
    }

    @Test
    void readsEachRowOnceHoweverTheFileIsCut() throws IOException {
        Path file = write("null");
        Schema id = Schema.of(schemaOf(file).field(0));
        long length = Files.size(file);

        List<Object> ids = new ArrayList<>();
        for (FileRange range : fixture.cut(file, 1, length / 7, length / 3, length / 3 + 20, length - 1)) {
            fixture.read(ScanFixture.scan(Avro.FORMAT, id), range).forEach(row -> ids.add(row.get(0)));
        }

        assertThat(ids).hasSize(ROWS).doesNotHaveDuplicates();
    }

    @Test
    void decodesOnlyTheWantedColumnsInTheirOrderAndNoneToCount() throws IOException {
        Path file = write("deflate");
        Schema schema = schemaOf(file);
        Schema wanted = Schema.of(schema.field(8), schema.field(3));

        assertThat(fixture.read(ScanFixture.scan(Avro.FORMAT, wanted), fixture.whole(file)))
                .hasSize(ROWS)
                .startsWith(row(true, "RED"), row(false, "BLUE"));
        assertThat(fixture.read(ScanFixture.scan(Avro.FORMAT, Schema.of()), fixture.whole(file)))
                .hasSize(ROWS);
    }

    @Test
    void refusesADamagedFileAndOtherColumns() throws IOException {
        Path file = write("deflate");
        byte[] bytes = Files.readAllBytes(file);
        for (int place = bytes.length / 2; place < bytes.length / 2 + 500; place++) {
            bytes[place] ^= 0x55;
        }
        Path damaged = Files.write(directory.resolve("damaged.avro"), bytes);

        assertThatThrownBy(() -> fixture.read(ScanFixture.scan(Avro.FORMAT, schemaOf(damaged)), fixture.whole(damaged)))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT_INPUT))
                .message()
                .matches(message -> {
                    Matcher place = Pattern.compile(
                                    "\\[file:%s] Cannot read the file: it is damaged, or not in this format, behind byte (\\d+): .*"
                                            .formatted(damaged))
                            .matcher(message);
                    // The block with the damage begins there.
                    return place.matches()
                            && bytes.length / 3 < Integer.parseInt(place.group(1))
                            && Integer.parseInt(place.group(1)) <= bytes.length / 2;
                });
        assertThatThrownBy(() -> fixture.read(
                        ScanFixture.scan(Avro.FORMAT, Schema.of(new Field("small", Type.STRING))), fixture.whole(file)))
                .hasMessage("[file:%s] Cannot read column 'small' as string: in this file it is int".formatted(file)
                        + " (all files of an input must have the same columns)");
    }

    private Schema schemaOf(Path file) {
        return new Formats(fixture.configuration()).schemaOf(ScanFixture.input(Avro.FORMAT, file));
    }

    private Path write(String codec) throws IOException {
        Path file = directory.resolve(codec + ".avro");
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(SCHEMA))) {
            writer.setCodec(CodecFactory.fromString(codec)).setSyncInterval(20_000);
            writer.create(SCHEMA, file.toFile());
            for (int row = 0; row < ROWS; row++) {
                writer.append(record(row));
            }
        }
        return file;
    }

    private static GenericRecord record(int row) {
        GenericRecord record = new GenericData.Record(SCHEMA);
        BigInteger price = row == 0 ? new BigInteger("-1234567890123456789012345678") : BigInteger.valueOf(row);
        record.put("id", row * 1_000_000_000L);
        record.put("small", row % 10 == 0 ? null : row);
        record.put("word", row % 10 == 0 ? null : "wörd " + row);
        record.put("tags", java.util.Map.of("a", 5L, "b", "text"));
        record.put(
                "color", new GenericData.EnumSymbol(SCHEMA.getField("color").schema(), row % 2 == 0 ? "RED" : "BLUE"));
        record.put("day", row);
        record.put("price", ByteBuffer.wrap(price.toByteArray()));
        record.put("fee", row % 10 == 0 ? null : fee(-row));
        record.put("weight", row / 2.0);
        record.put("paid", row % 2 == 0);
        return record;
    }

    private static GenericData.Fixed fee(int value) {
        byte[] bytes = new byte[5];
        ByteBuffer.wrap(bytes).put((byte) (value < 0 ? -1 : 0)).putInt(value);
        return new GenericData.Fixed(SCHEMA.getField("fee").schema().getTypes().get(1), bytes);
    }
}
