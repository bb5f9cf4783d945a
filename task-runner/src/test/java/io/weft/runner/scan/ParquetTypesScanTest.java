package io.weft.runner.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.Parquet;
import io.weft.runner.format.Formats;
import io.weft.runner.vector.Bytes;
import io.weft.runner.vector.TestRows;
import io.weft.type.Schema;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parquet's types that have no vector of their own form: integers of all widths, timestamps of all units, bytes. */
class ParquetTypesScanTest {
    @TempDir
    Path directory;

    private final ScanFixture fixture = new ScanFixture();

    private Schema schemaOf(Path file) {
        return new Formats(fixture.configuration()).schemaOf(ScanFixture.input(Parquet.FORMAT, file));
    }

    /** What a scan gives for the file's values; all of one column. */
    private List<@Nullable Object> read(String column, WriterVersion version, boolean isCoded, Object... written)
            throws IOException {
        Path file = directory.resolve("one.parquet");
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Object value : written) {
            rows.add(TestRows.row(value));
            rows.add(TestRows.row((Object) null));
        }
        ParquetTestFile.write(
                file,
                MessageTypeParser.parseMessageType("message m { optional " + column + "; }"),
                List.of("c"),
                rows,
                builder -> builder.withWriterVersion(version).withDictionaryEncoding(isCoded));
        List<@Nullable Object> values = new ArrayList<>();
        List<List<@Nullable Object>> found =
                fixture.read(ScanFixture.scan(Parquet.FORMAT, schemaOf(file)), fixture.whole(file));
        for (int row = 0; row < found.size(); row++) {
            if (row % 2 == 1) {
                assertThat(found.get(row).get(0)).isNull();
            } else {
                values.add(found.get(row).get(0));
            }
        }
        return values;
    }

    private static Bytes int96(long nanos, int julianDay) {
        return Bytes.of(ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(nanos)
                .putInt(julianDay)
                .array());
    }

    @ParameterizedTest
    @CsvSource({"PARQUET_1_0,true", "PARQUET_1_0,false", "PARQUET_2_0,true", "PARQUET_2_0,false"})
    void readsIntegersOfEveryWidth(WriterVersion version, boolean isCoded) throws IOException {
        assertThat(read("int32 c (INTEGER(8,true))", version, isCoded, -128, 127))
                .containsExactly((byte) -128, (byte) 127);
        assertThat(read("int32 c (INTEGER(16,true))", version, isCoded, -32768, 32767))
                .containsExactly((short) -32768, (short) 32767);
        assertThat(read("int32 c (INTEGER(32,true))", version, isCoded, Integer.MIN_VALUE))
                .containsExactly(Integer.MIN_VALUE);
        assertThat(read("int64 c (INTEGER(64,true))", version, isCoded, Long.MIN_VALUE))
                .containsExactly(Long.MIN_VALUE);
        assertThat(read("int32 c (INTEGER(8,false))", version, isCoded, 0, 255))
                .containsExactly((short) 0, (short) 255);
        assertThat(read("int32 c (INTEGER(16,false))", version, isCoded, 65535)).containsExactly(65535);
        assertThat(read("int32 c (INTEGER(32,false))", version, isCoded, 7, -1)).containsExactly(7L, 4294967295L);
        assertThat(read("int64 c (INTEGER(64,false))", version, isCoded, 7L, -1L, Long.MIN_VALUE))
                .containsExactly(
                        new BigDecimal(7),
                        new BigDecimal("18446744073709551615"),
                        new BigDecimal("9223372036854775808"));
    }

    @ParameterizedTest
    @CsvSource({"PARQUET_1_0,true", "PARQUET_1_0,false", "PARQUET_2_0,true", "PARQUET_2_0,false"})
    void readsTimestampsOfEveryUnit(WriterVersion version, boolean isCoded) throws IOException {
        Instant moment = Instant.parse("1969-12-31T23:59:59.999Z");
        LocalDateTime time = LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_000_000);
        for (String unit : List.of("MILLIS", "MICROS", "NANOS")) {
            assertThat(read("int64 c (TIMESTAMP(" + unit + ",true))", version, isCoded, moment))
                    .containsExactly(moment);
            assertThat(read("int64 c (TIMESTAMP(" + unit + ",false))", version, isCoded, time))
                    .containsExactly(time);
        }
        assertThat(read("int64 c (TIMESTAMP(NANOS,true))", version, isCoded, -1L))
                .containsExactly(Instant.EPOCH.minusNanos(1000));
        assertThat(read("int96 c", version, isCoded, int96(0, 2_440_588), int96(86_399_999_999_999L, 2_440_587)))
                .containsExactly(Instant.EPOCH, Instant.EPOCH.minusNanos(1000));
    }

    @ParameterizedTest
    @CsvSource({"PARQUET_1_0,true", "PARQUET_1_0,false", "PARQUET_2_0,true", "PARQUET_2_0,false"})
    void readsFloatsAndBytes(WriterVersion version, boolean isCoded) throws IOException {
        assertThat(read("float c", version, isCoded, 0.1f, -0.0f, Float.NaN, Float.MIN_VALUE))
                .containsExactly(0.1f, -0.0f, Float.NaN, Float.MIN_VALUE);
        assertThat(read("binary c", version, isCoded, new Bytes(""), new Bytes("00ff")))
                .containsExactly(new Bytes(""), new Bytes("00ff"));
        assertThat(read("fixed_len_byte_array(3) c", version, isCoded, new Bytes("00ff7f")))
                .containsExactly(new Bytes("00ff7f"));
        assertThat(read("fixed_len_byte_array(16) c (UUID)", version, isCoded, new Bytes("0f".repeat(16))))
                .containsExactly(new Bytes("0f".repeat(16)));
    }

    @Test
    void refusesATimestampThatMicrosecondsDoNotReach() {
        assertThatThrownBy(() ->
                        read("int64 c (TIMESTAMP(MILLIS,true))", WriterVersion.PARQUET_1_0, false, Long.MAX_VALUE))
                .hasMessageContaining("one.parquet] Cannot read the file: column 'c' is damaged before byte ")
                .hasMessageContaining("a timestamp of 9223372036854775807 ms, too far for microseconds");
        assertThatThrownBy(() -> read("int96 c", WriterVersion.PARQUET_1_0, false, int96(0, Integer.MAX_VALUE)))
                .hasMessageContaining("too far for microseconds");
    }
}
