package io.weft.runner.vector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BytesVectorBuilderTest {
    private static final BytesDictionary COLOURS = dictionary("red", "", "green");

    private final BytesVectorBuilder builder = new BytesVectorBuilder(1);

    @Test
    void keepsPlainValuesNullsAndEmptyStringsApart() {
        append("a");
        builder.appendNull();
        append("");
        append("bcd");
        BytesVector vector = builder.build();

        assertThat(vector).isInstanceOf(PlainBytesVector.class);
        assertThat(strings(vector)).containsExactly("a", null, "", "bcd");
    }

    @Test
    void staysWithTheDictionaryWhileAllRowsComeFromIt() {
        builder.appendNull();
        builder.append(coded(2, 1), 0);
        builder.append(coded(2, 1), 1);
        BytesVector vector = builder.build();

        assertThat(vector).isInstanceOf(CodedBytesVector.class);
        assertThat(strings(vector)).containsExactly(null, "green", "");
    }

    @Test
    void leavesTheDictionaryForAValueFromElsewhere() {
        builder.append(coded(2), 0);
        builder.appendNull();
        append("blue");
        builder.append(coded(0), 0);
        BytesVector vector = builder.build();

        assertThat(vector).isInstanceOf(PlainBytesVector.class);
        assertThat(strings(vector)).containsExactly("green", null, "blue", "red");
    }

    @Test
    void startsAfreshAfterEachVector() {
        builder.append(coded(2), 0);
        BytesVector first = builder.build();
        append("x");
        BytesVector second = builder.build();
        builder.appendNull();
        builder.append(coded(0), 0);
        BytesVector third = builder.build();

        assertThat(strings(first)).containsExactly("green");
        assertThat(strings(second)).containsExactly("x");
        assertThat(third).isInstanceOf(CodedBytesVector.class);
        assertThat(strings(third)).containsExactly(null, "red");
    }

    @Test
    void takesRowsInTheOrderAskedFor() {
        append("a");
        builder.appendNull();
        append("bcd");
        BytesVector taken = builder.build().take(new int[] {2, 1, 2, 9}, 3);

        assertThat(strings(taken)).containsExactly("bcd", null, "bcd");
        assertThat(strings(coded(2, 0).take(new int[] {1}, 1))).containsExactly("red");
    }

    private void append(String value) {
        byte[] bytes = ("<" + value + ">").getBytes(UTF_8);
        builder.append(bytes, 1, bytes.length - 2);
    }

    private static CodedBytesVector coded(int... ids) {
        return new CodedBytesVector(ids.length, ids, COLOURS, null);
    }

    private static BytesDictionary dictionary(String... values) {
        int[] offsets = new int[values.length + 1];
        for (int id = 0; id < values.length; id++) {
            offsets[id + 1] = offsets[id] + values[id].length();
        }
        return new BytesDictionary(
                values.length, offsets, String.join("", values).getBytes(UTF_8));
    }

    private static List<String> strings(BytesVector vector) {
        List<String> strings = new ArrayList<>();
        for (int row = 0; row < vector.size(); row++) {
            strings.add(
                    vector.isNull(row)
                            ? null
                            : new String(vector.bytes(), vector.start(row), vector.length(row), UTF_8));
        }
        return strings;
    }
}
