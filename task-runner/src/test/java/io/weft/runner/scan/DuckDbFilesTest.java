package io.weft.runner.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Parquet;
import io.weft.runner.format.Formats;
import io.weft.type.Schema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that DuckDB writes, read to the rows that DuckDB reads. */
class DuckDbFilesTest {
    /** Random values with nulls, runs, few and many different ones; the numbers of every width. */
    private static final String ROWS = """
            select i::int as id,
                case when i %% 7 <> 3 then random() < 0.5 end as flag,
                i %% 100 < 50 as run,
                case when random() < 0.9 then (random() * 200)::int - 100 end as small,
                case when i %% 5000 > 900 then (random() * 4e9 - 2e9)::bigint::int end as wide,
                (random() * 9e18)::bigint * case when random() < 0.5 then -1 else 1 end as long,
                1000000000000 + i * 3 as steps,
                case when random() < 0.8 then random() - 0.5 end as real,
                date '1970-01-01' + (random() * 40000 - 10000)::int as day,
                case when random() < 0.9 then 'word ' || (random() * 40)::int end as word,
                case when random() < 0.7 then 'text number ' || i || repeat('x', (random() * 30)::int) else '' end as text,
                (random() * 1e6)::decimal(9,2) as price9,
                case when random() < 0.5 then (random() * 1e12)::decimal(18,4) end as price18,
                (random() * 1e15)::decimal(38,10) as price38,
                (random() * 200 - 100)::tinyint as tiny,
                (random() * 200)::utinyint as unsigned,
                (random() * 60000 - 30000)::smallint as short,
                case when random() < 0.6 then random()::float end as single,
                timestamp '2020-01-01' + to_microseconds((random() * 1e15)::bigint) as wall,
                timestamptz '1950-01-01 00:00:00+00' + to_microseconds(i * 1234567) as moment,
                null::int as nothing
            from range(%d) t(i) order by i
            """;

    @TempDir
    Path directory;

    private final ScanFixture fixture = new ScanFixture();

    static Stream<Arguments> settings() {
        List<Arguments> settings = new ArrayList<>();
        int seed = 1;
        for (String version : List.of("V1", "V2")) {
            for (String codec : List.of("snappy", "zstd", "uncompressed", "gzip", "lz4_raw")) {
                settings.add(Arguments.of(seed++, 9000, "parquet_version %s, codec '%s'".formatted(version, codec)));
            }
            settings.add(Arguments.of(seed++, 1, "parquet_version %s".formatted(version)));
            settings.add(Arguments.of(seed++, 4097, "parquet_version %s, row_group_size 2048".formatted(version)));
            settings.add(Arguments.of(
                    seed++,
                    9000,
                    "parquet_version %s, dictionary_size_limit 20, row_group_size 5000".formatted(version)));
        }
        return settings.stream();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void readsTheRowsThatDuckDbReads(int seed, int rows, String options) throws SQLException {
        Path file = directory.resolve("duck.parquet");
        List<List<@Nullable Object>> expected = write(file, seed, rows, options);
        Schema schema = new Formats(fixture.configuration()).schemaOf(ScanFixture.input(Parquet.FORMAT, file));

        assertThat(fixture.read(ScanFixture.scan(Parquet.FORMAT, schema), fixture.whole(file)))
                .as("seed %d, %s", seed, options)
                .isEqualTo(expected);
    }

    @Test
    void readsAFileWithoutRows() throws SQLException {
        Path file = directory.resolve("empty.parquet");
        write(file, 1, 0, "codec 'zstd'");
        Schema schema = new Formats(fixture.configuration()).schemaOf(ScanFixture.input(Parquet.FORMAT, file));

        assertThat(fixture.read(ScanFixture.scan(Parquet.FORMAT, schema), fixture.whole(file)))
                .isEmpty();
    }

    private static List<List<@Nullable Object>> write(Path file, int seed, int rows, String options)
            throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("set threads = 1");
            statement.execute("select setseed(%s)".formatted(1.0 / (seed + 1)));
            statement.execute("copy (%s) to '%s' (format parquet, %s)".formatted(ROWS.formatted(rows), file, options));
            List<List<@Nullable Object>> read = new ArrayList<>();
            try (ResultSet result = statement.executeQuery("from '%s'".formatted(file))) {
                while (result.next()) {
                    List<@Nullable Object> row = new ArrayList<>();
                    for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                        row.add(value(result, column));
                    }
                    read.add(row);
                }
            }
            return read;
        }
    }

    private static @Nullable Object value(ResultSet result, int column) throws SQLException {
        Object value = result.getObject(column);
        if (value instanceof Date date) {
            return date.toLocalDate();
        }
        if (value instanceof Timestamp) {
            return result.getObject(column, LocalDateTime.class);
        }
        return value instanceof OffsetDateTime moment ? moment.toInstant() : value;
    }
}
