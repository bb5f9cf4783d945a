import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;

/** Writes Parquet files by Spark, and beside each what Spark reads from it. README.md says how to run it. */
public final class SparkFiles {
    private static final String PRIMITIVES = """
            select * from values
                (1, true, 1Y, 2S, 3, 4L, cast(0.1 as float), 0.1D, date'2024-02-29', 'text', x'00ff', 'two words'),
                (2, false, 127Y, 32767S, 2147483647, 9223372036854775807L, cast('3.4028235e38' as float), 1.7976931348623157e308D,
                    date'9999-12-31', '', x'', ''),
                (3, false, -128Y, -32768S, cast(-2147483648 as int), cast('-9223372036854775808' as bigint), cast('-3.4028235e38' as float),
                    -1.7976931348623157e308D, date'0001-01-01', 'süß 日本 😀', x'deadbeef', 'a\\\\b\\nc'),
                (4, true, 0Y, 0S, 0, 0L, cast('NaN' as float), double('NaN'), date'1969-12-31', 'null', x'00', null),
                (5, null, null, null, null, null, null, null, null, null, null, null),
                (6, true, -1Y, -1S, -1, -1L, cast('-0.0' as float), double('-0.0'), date_from_unix_date(2147483647), ' ', x'20', 'é'),
                (7, true, 1Y, 1S, 1, 1L, float('Infinity'), double('Infinity'), date_from_unix_date(-2147483647), 'x', x'78', 'x'),
                (8, true, 1Y, 1S, 1, 1L, float('-Infinity'), double('-Infinity'), date'1582-10-15', 'x', x'78', 'x'),
                (9, true, 1Y, 1S, 1, 1L, cast('1.4e-45' as float), 4.9e-324D, date'1582-10-14', 'x', x'78', 'x')
                as t(row, flag, tiny, small, number, wide, single, real, day, text, raw, `a.name of its own`)
            """;

    private static final String DECIMALS = """
            select row, cast(a as decimal(9,2)) as price9, cast(b as decimal(18,4)) as price18, cast(c as decimal(38,10)) as price38,
                cast(d as decimal(10,0)) as whole, cast(d as decimal(1,1)) as tenth from values
                (1, '9999999.99', '99999999999999.9999', '9999999999999999999999999999.9999999999', '9999999999'),
                (2, '-9999999.99', '-99999999999999.9999', '-9999999999999999999999999999.9999999999', '-0.9'),
                (3, '0', '0', '0', '0'),
                (4, null, null, null, null),
                (5, '0.01', '0.0001', '0.0000000001', '0.9'),
                (6, '-0.01', '-0.0001', '-0.0000000001', '-1'),
                (7, '2.56', '-327.69', '18446744073709551616', '255')
                as t(row, a, b, c, d)
            """;

    private static final String MOMENTS = """
            select row, timestamp(moment || 'Z') as moment, cast(moment as timestamp_ntz) as wall from values
                (1, '2024-02-29 12:34:56.789012'), (2, '1970-01-01 00:00:00'), (3, '1969-12-31 23:59:59.999999'), (4, null),
                (5, '1900-01-01 00:00:00.000001'), (6, '1582-10-04 23:59:59.999'), (7, '0001-01-01 00:00:00'),
                (8, '9999-12-31 23:59:59.999999'), (9, '2024-11-03 01:30:00'), (10, '2024-03-10 02:30:00')
                as t(row, moment)
            """;

    /** The last moment that Spark can count in Julian days without an overflow, and the first but one of all. */
    private static final String FAR_MOMENTS = """
            union all select 11, timestamp_micros(9012505233654775807L), null
            union all select 12, timestamp_micros(-9223372036854775807L), null order by row
            """;

    private static final String NESTED = """
            select row, list, array(1, 2) as full, map, struct, structs, array(named_struct('x', row)) as singles, deep, maps from values
                (1, array(1, null, 3), map('a', 1, 'b', null), named_struct('x', 1, 'y', 'one'),
                    array(named_struct('x', 1, 'y', 'one'), null, named_struct('x', null, 'y', null)),
                    array(array('a', null), null, array()), map(1, map('in', array(1.5BD, null)))),
                (2, array(), map(), named_struct('x', null, 'y', null), array(), array(), map()),
                (3, null, null, null, null, null, null),
                (4, array(null), map('', 0), named_struct('x', 4, 'y', ''), array(null), array(array()), map(2, null)),
                (5, array(5, 5, 5), map('z', 1, 'y', 2, 'x', 3), named_struct('x', 5, 'y', null),
                    array(named_struct('x', 5, 'y', 'five')), array(array('b', 'c'), array('d')), map(3, map(), 4, map('k', array())))
                as t(row, list, map, struct, structs, deep, maps)
            """;

    /** Values that ask for every encoding: runs, few values, steps, and many. */
    private static final String MANY = """
            select cast(id as int) as row, id * 1000003 as steps, if(id % 7 = 3, null, hash(id)) as mixed, xxhash64(id) as wide,
                cast(pmod(hash(id, 1), 100) as tinyint) as tiny, if(id % 60 > 40, null, id % 2 = 0) as flag, id < 50 as run,
                if(id % 5 = 0, null, 'word ' || pmod(hash(id, 2), 5)) as word, 'prefix ' || lpad(id, 5, '0') as text,
                if(id % 3 = 0, null, unhex(hex(hash(id, 3)))) as raw, hash(id, 4) / 1024.0D as real, cast(hash(id, 5) as float) as single,
                cast(hash(id, 6) as decimal(18,4)) as price18, cast(xxhash64(id, 6) as decimal(30,2)) as price30,
                date_from_unix_date(pmod(hash(id, 7), 20000)) as day, timestamp_micros(id * 86399999999L) as moment,
                if(id % 11 = 0, null, transform(sequence(0, id % 4), i -> if(i = 2, null, i * id))) as list,
                map('k', id, 'l' || id % 3, null) as map, if(id % 13 = 0, null, named_struct('a', id, 'b', array(named_struct('c', word)))) as struct
            from range(0, 100, 1, 1)
            """;

    private static final String PARTITIONS = """
            select row, number, day, hour, kind from values
                (1, 1.5D, date'2024-02-29', 7, 'a'), (2, null, date'2024-02-29', 8, 'a/b: 100%'), (3, 2.5D, date'2024-03-01', 7, null),
                (4, 3.5D, date'2024-03-01', -1, 'b c'), (5, 4.5D, null, 7, 'a')
                as t(row, number, day, hour, kind)
            """;

    private final SparkSession spark;
    private final Path target;

    private SparkFiles(SparkSession spark, Path target) {
        this.spark = spark;
        this.target = target;
    }

    public static void main(String[] args) throws IOException {
        SparkSession spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 1)
                .config("spark.sql.datetime.java8API.enabled", true)
                .config("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED")
                .config("spark.sql.parquet.int96RebaseModeInWrite", "CORRECTED")
                .config("spark.sql.session.timeZone", "America/Los_Angeles")
                .getOrCreate();
        new SparkFiles(spark, Path.of(args[0])).writeAll();
        spark.stop();
    }

    private void writeAll() throws IOException {
        write("primitives", PRIMITIVES);
        write("primitives.v2", PRIMITIVES, "parquet.writer.version=v2");
        write("decimals", DECIMALS);
        write("decimals.legacy", DECIMALS, "spark.sql.parquet.writeLegacyFormat=true");
        write("timestamps.int96", MOMENTS + FAR_MOMENTS, "spark.sql.parquet.outputTimestampType=INT96");
        write("timestamps.micros", MOMENTS + FAR_MOMENTS, "spark.sql.parquet.outputTimestampType=TIMESTAMP_MICROS");
        write("timestamps-millis", MOMENTS, "spark.sql.parquet.outputTimestampType=TIMESTAMP_MILLIS");
        write("nested", NESTED);
        write("nested.legacy", NESTED, "spark.sql.parquet.writeLegacyFormat=true");
        write("many", MANY,
                "parquet.page.row.count.limit=40", "parquet.page.size.row.check.min=10", "parquet.page.size.row.check.max=10");
        write("many.plain", MANY, "parquet.enable.dictionary=false", "parquet.block.size=8192",
                "parquet.page.size.row.check.min=10", "parquet.page.size.row.check.max=10");
        write("many.v2", MANY, "parquet.writer.version=v2", "parquet.enable.dictionary=false",
                "parquet.page.row.count.limit=40", "parquet.page.size.row.check.min=10", "parquet.page.size.row.check.max=10");
        for (String codec : List.of("snappy", "zstd", "gzip", "lz4_raw", "none")) {
            write("codecs." + codec, "select id, 'text ' || id % 30 as text from range(0, 60, 1, 1)", "compression=" + codec);
            write("codecs." + codec + "-v2", "select id, 'text ' || id % 30 as text from range(0, 60, 1, 1)", "compression=" + codec,
                    "parquet.writer.version=v2");
        }
        write("bloom-filter", "select id * 2 as id, 'name ' || id * 2 as name from range(0, 50, 1, 1)",
                "parquet.bloom.filter.enabled#id=true", "parquet.bloom.filter.expected.ndv#id=50",
                "parquet.bloom.filter.enabled#name=true", "parquet.bloom.filter.expected.ndv#name=50", "parquet.enable.dictionary=false");
        write("no-rows", "select 1 as row, 'x' as text where false");
        Dataset<Row> partitions = spark.sql(PARTITIONS);
        partitions.coalesce(1).write().partitionBy("day", "hour", "kind").parquet(target + "/partitioned");
        writeRows("partitioned", target.resolve("partitioned"));
    }

    /** Settings of Spark are set for the one file, others are options of it. */
    private void write(String name, String query, String... settings) throws IOException {
        Path directory = target.resolve(name);
        List<String> set = new ArrayList<>();
        Map<String, String> options = Stream.of(settings)
                .map(setting -> setting.split("="))
                .filter(setting -> {
                    if (setting[0].startsWith("spark.")) {
                        spark.conf().set(setting[0], setting[1]);
                        set.add(setting[0]);
                    }
                    return !setting[0].startsWith("spark.");
                })
                .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
        DataFrameWriter<Row> writer = spark.sql(query).coalesce(1).write().options(options);
        writer.parquet(directory.toString());
        set.forEach(spark.conf()::unset);
        Path file = target.resolve(name + ".parquet");
        try (Stream<Path> files = Files.list(directory)) {
            Files.move(files.filter(found -> found.toString().endsWith(".parquet")).findFirst().orElseThrow(), file);
        }
        writeRows(name, file);
    }

    /** A line of the columns, then one of each row. What comes before a point in names of files that have the same rows is the name of it. */
    private void writeRows(String name, Path written) throws IOException {
        Dataset<Row> rows = spark.read().parquet(written.toString());
        List<String> lines = new ArrayList<>();
        lines.add(Stream.of(rows.schema().fields()).map(SparkFiles::text).collect(Collectors.joining(", ")));
        for (Row row : rows.collectAsList()) {
            lines.add(text(row));
        }
        Path text = target.resolve(name.split("[.]")[0] + ".txt");
        if (Files.exists(text) && !Files.readAllLines(text).equals(lines)) {
            throw new IllegalStateException(name + " has other rows than are in " + text);
        }
        Files.write(text, lines);
    }

    private static String text(StructField column) {
        return column.name() + " " + column.dataType().catalogString();
    }

    private static String text(Object value) {
        if (value instanceof Row row) {
            return text(scala.jdk.javaapi.CollectionConverters.asJava(row.toSeq()));
        }
        if (value instanceof scala.collection.Seq<?> list) {
            return text(scala.jdk.javaapi.CollectionConverters.asJava(list));
        }
        if (value instanceof scala.collection.Map<?, ?> map) {
            return scala.jdk.javaapi.CollectionConverters.asJava(map).entrySet().stream()
                    .map(entry -> text(entry.getKey()) + ": " + text(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(SparkFiles::text).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof String string) {
            return "'" + string.replace("\\", "\\\\").replace("\n", "\\n") + "'";
        }
        if (value instanceof byte[] bytes) {
            return "x'" + HexFormat.of().formatHex(bytes) + "'";
        }
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : String.valueOf(value);
    }
}
