package io.weft.runner.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Parquet;
import io.weft.api.Row;
import io.weft.runner.format.Formats;
import io.weft.type.Schema;
import io.weft.type.StructType;
import io.weft.type.Type;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists, maps and structs as this and other writers lay them out. Each file has one column, named c. */
class NestedParquetTest {
    @TempDir
    Path directory;

    private final ScanFixture fixture = new ScanFixture();

    private Path write(String column, WriterVersion version, int rows, BiConsumer<Group, Integer> filler)
            throws IOException {
        Path file = directory.resolve("nested.parquet");
        MessageType schema = MessageTypeParser.parseMessageType("message m { " + column + " }");
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(
                        HadoopOutputFile.fromPath(new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()))
                .withType(schema)
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                .withWriterVersion(version)
                .withPageSize(500)
                .withPageRowCountLimit(300)
                .withRowGroupRowCountLimit(1700)
                .withDictionaryPageSize(400)
                .build()) {
            for (int row = 0; row < rows; row++) {
                Group group = new SimpleGroup(schema);
                filler.accept(group, row);
                writer.write(group);
            }
        }
        return file;
    }

    private Type typeOf(Path file) {
        return new Formats(fixture.configuration())
                .schemaOf(ScanFixture.input(Parquet.FORMAT, file))
                .type(0);
    }

    private List<@Nullable Object> read(Path file) {
        Schema schema = new Formats(fixture.configuration()).schemaOf(ScanFixture.input(Parquet.FORMAT, file));
        List<@Nullable Object> values = new ArrayList<>();
        fixture.read(ScanFixture.scan(Parquet.FORMAT, schema), fixture.whole(file))
                .forEach(row -> values.add(row.get(0)));
        return values;
    }

    @ParameterizedTest
    @CsvSource({"PARQUET_1_0", "PARQUET_2_0"})
    void readsListsOfListsWithNullsAtEveryLevel(WriterVersion version) throws IOException {
        List<@Nullable Object> expected = new ArrayList<>();
        Path file = write(
                "optional group c (LIST) { repeated group list { optional group element (LIST) {"
                        + " repeated group list { optional int32 element; } } } }",
                version,
                5000,
                (row, number) -> {
                    if (number % 7 == 0) {
                        expected.add(null);
                        return;
                    }
                    List<@Nullable Object> lists = new ArrayList<>();
                    Group list = row.addGroup("c");
                    for (int index = 0; index < number % 5; index++) {
                        Group wrapper = list.addGroup("list");
                        if ((number + index) % 4 == 0) {
                            lists.add(null);
                            continue;
                        }
                        List<@Nullable Object> numbers = new ArrayList<>();
                        Group inner = wrapper.addGroup("element");
                        for (int at = 0; at < (number + index) % 3; at++) {
                            Group element = inner.addGroup("list");
                            boolean isNull = (number + at) % 11 == 0;
                            if (!isNull) {
                                element.add("element", number * 31 % 500 + at);
                            }
                            numbers.add(isNull ? null : number * 31 % 500 + at);
                        }
                        lists.add(numbers);
                    }
                    expected.add(lists);
                });

        assertThat(typeOf(file)).isEqualTo(Type.list(Type.list(Type.INT)));
        assertThat(read(file)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"PARQUET_1_0", "PARQUET_2_0"})
    void readsMapsOfStructsWithLists(WriterVersion version) throws IOException {
        Type type = Type.parse("map<string,struct<x bigint,l list<double>>>");
        Schema struct = ((StructType) ((io.weft.type.MapType) type).value()).schema();
        List<@Nullable Object> expected = new ArrayList<>();
        Path file = write(
                "optional group c (MAP) { repeated group key_value { required binary key (STRING); optional group value {"
                        + " required int64 x; optional group l (LIST) { repeated group list { required double element; }"
                        + " } } } }",
                version,
                4000,
                (row, number) -> {
                    if (number % 9 == 0) {
                        expected.add(null);
                        return;
                    }
                    Map<Object, @Nullable Object> map = new LinkedHashMap<>();
                    Group entries = row.addGroup("c");
                    for (int index = 0; index < number % 4; index++) {
                        Group entry = entries.addGroup("key_value");
                        entry.add("key", "k" + index);
                        if ((number + index) % 5 == 0) {
                            map.put("k" + index, null);
                            continue;
                        }
                        Group value = entry.addGroup("value");
                        value.add("x", (long) number);
                        boolean hasList = number % 2 == 0;
                        if (hasList) {
                            value.addGroup("l").addGroup("list").add("element", number / 4.0);
                        }
                        map.put(
                                "k" + index,
                                Row.of(struct, Arrays.asList((long) number, hasList ? List.of(number / 4.0) : null)));
                    }
                    expected.add(map);
                });

        assertThat(typeOf(file)).isEqualTo(type);
        assertThat(read(file)).isEqualTo(expected);
    }

    @Test
    void readsListsOfTwoLevels() throws IOException {
        Path file = write(
                "required group c (LIST) { repeated int32 element; }", WriterVersion.PARQUET_1_0, 3, (row, number) -> {
                    Group list = row.addGroup("c");
                    for (int index = 0; index < number; index++) {
                        list.add("element", index);
                    }
                });

        assertThat(typeOf(file)).isEqualTo(Type.list(Type.INT));
        assertThat(read(file)).isEqualTo(List.of(List.of(), List.of(0), List.of(0, 1)));
    }

    @ParameterizedTest
    @CsvSource({"array", "c_tuple"})
    void takesAWrapperOfAnOldNameForTheElement(String name) throws IOException {
        Path file = write(
                "optional group c (LIST) { repeated group " + name + " { optional int32 x; } }",
                WriterVersion.PARQUET_1_0,
                2,
                (row, number) -> {
                    Group list = row.addGroup("c");
                    list.addGroup(name).add("x", number);
                    list.addGroup(name);
                });

        Schema struct = ((StructType) Type.parse("struct<x int>")).schema();
        assertThat(typeOf(file)).isEqualTo(Type.parse("list<struct<x int>>"));
        assertThat(read(file))
                .isEqualTo(List.of(
                        List.of(Row.of(struct, List.of(0)), Row.of(struct, Arrays.asList((Object) null))),
                        List.of(Row.of(struct, List.of(1)), Row.of(struct, Arrays.asList((Object) null)))));
    }

    @Test
    void takesARepeatedGroupOfTwoFieldsForTheElement() throws IOException {
        Path file = write(
                "optional group c (LIST) { repeated group list { required int32 x; optional boolean y; } }",
                WriterVersion.PARQUET_1_0,
                1,
                (row, number) -> row.addGroup("c").addGroup("list").append("x", 5));

        assertThat(typeOf(file)).isEqualTo(Type.parse("list<struct<x int,y boolean>>"));
        assertThat(read(file).toString()).isEqualTo("[[5|null]]");
    }

    @Test
    void readsRepeatedColumnsOutsideOfLists() throws IOException {
        Path file = write(
                "optional group c { repeated group r { required int32 x; } optional int32 y; }",
                WriterVersion.PARQUET_1_0,
                3,
                (row, number) -> {
                    if (number > 0) {
                        Group struct = row.addGroup("c");
                        struct.add("y", number);
                        for (int index = 1; index < number; index++) {
                            struct.addGroup("r").add("x", index);
                        }
                    }
                });

        assertThat(typeOf(file)).isEqualTo(Type.parse("struct<r list<struct<x int>>,y int>"));
        assertThat(read(file).toString()).isEqualTo("[null, []|1, [{\"x\":1}]|2]");
    }

    @Test
    void readsMapsOfOldWriters() throws IOException {
        Path file = write(
                "optional group c (MAP_KEY_VALUE) { repeated group map { required int32 key; optional int32 value; } }",
                WriterVersion.PARQUET_1_0,
                1,
                (row, number) ->
                        row.addGroup("c").addGroup("map").append("key", 1).append("value", 2));

        assertThat(typeOf(file)).isEqualTo(Type.map(Type.INT, Type.INT));
        assertThat(read(file)).isEqualTo(List.of(Map.of(1, 2)));
    }
}
