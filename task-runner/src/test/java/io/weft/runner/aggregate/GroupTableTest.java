package io.weft.runner.aggregate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.runner.vector.BytesDictionary;
import io.weft.runner.vector.CodedBytesVector;
import io.weft.runner.vector.PlainBytesVector;
import io.weft.runner.vector.TestRows;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorKind;
import io.weft.type.Type;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupTableTest {
    private final GroupTable table = new GroupTable(List.of(VectorKind.BYTES, VectorKind.BYTES));

    @Test
    void findsTheSameGroupsThroughChangingDictionaries() {
        CodedBytesVector first = coded("red", "blue").take(new int[] {0, 1, 0}, 3);
        CodedBytesVector second = coded("blue", "green", "red").take(new int[] {2, 0, 2, 1}, 4);
        PlainBytesVector third = plain("green", "blue", "red");

        assertThat(find(first, first)).containsExactly(0, 1, 0);
        assertThat(find(second, second)).containsExactly(0, 1, 0, 2);
        assertThat(find(first, first)).containsExactly(0, 1, 0);
        assertThat(find(third, third)).containsExactly(2, 1, 0);
        assertThat(find(second, first.take(new int[] {1, 1, 1, 1}, 4))).containsExactly(3, 1, 3, 4);
        assertThat(table.count()).isEqualTo(5);
    }

    @Test
    void tellsNullsFromTheFirstEntryOfADictionary() {
        CodedBytesVector colours = coded("red", "blue");
        CodedBytesVector withNull =
                new CodedBytesVector(3, new int[] {0, 0, 1}, colours.dictionary(), new boolean[] {true, false, false});

        assertThat(find(withNull, withNull)).containsExactly(0, 1, 2);
        assertThat(find(withNull, withNull)).containsExactly(0, 1, 2);
        assertThat(table.keys(new int[] {0, 1}, 2, 2).get(0).isNull(0)).isTrue();
        assertThat(TestRows.value(table.keys(new int[] {0, 1}, 2, 2).get(1), Type.STRING, 1))
                .isEqualTo("red");
    }

    @Test
    void numbersGroupsAnewOnceCleared() {
        CodedBytesVector colours = coded("red", "blue");
        find(colours, colours);
        table.clear();

        CodedBytesVector turned = colours.take(new int[] {1, 0}, 2);
        assertThat(find(turned, turned)).containsExactly(0, 1);
        assertThat(TestRows.value(table.keys(new int[] {0}, 1, 2).get(0), Type.STRING, 0))
                .isEqualTo("blue");
    }

    private int[] find(Vector left, Vector right) {
        int[] positions = new int[left.size()];
        Arrays.setAll(positions, row -> row);
        int[] groups = new int[left.size()];
        table.find(List.of(left, right), positions, left.size(), groups);
        return groups;
    }

    private static PlainBytesVector plain(String... values) {
        List<List<Object>> rows = Arrays.stream(values).map(List::<Object>of).toList();
        return (PlainBytesVector) TestRows.batch(List.of(Type.STRING), rows).column(0);
    }

    /** Each entry of the dictionary once, in its order. */
    private static CodedBytesVector coded(String... values) {
        int[] offsets = new int[values.length + 1];
        int[] ids = new int[values.length];
        for (int id = 0; id < values.length; id++) {
            offsets[id + 1] = offsets[id] + values[id].length();
            ids[id] = id;
        }
        byte[] bytes = String.join("", values).getBytes(UTF_8);
        return new CodedBytesVector(values.length, ids, new BytesDictionary(values.length, offsets, bytes), null);
    }
}
