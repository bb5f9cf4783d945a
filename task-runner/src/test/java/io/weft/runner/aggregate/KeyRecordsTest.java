package io.weft.runner.aggregate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.runner.vector.BytesVectorBuilder;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.TestRows;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorKind;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRecordsTest {
    private static final String[] TEXTS = {"", "a", "sevenby", "eightbyt", "eightbytes", "eightbytez", "a\0", "\0a"};
    private static final long[] NUMBERS = {-1, 0};

    @Test
    void tellsEveryPairOfKeysApart() {
        KeyRecords records = new KeyRecords(List.of(VectorKind.LONG, VectorKind.BYTES, VectorKind.DECIMAL));
        int count = TEXTS.length * NUMBERS.length * 2;
        List<Vector> keys = keys(count);
        int[] positions = positions(count);
        records.encode(keys, positions, count);
        for (int row = 0; row < count; row++) {
            assertThat(records.add(row, keys, row)).isEqualTo(row);
        }
        for (int record = 0; record < count; record++) {
            for (int row = 0; row < count; row++) {
                assertThat(records.matches(record, row, keys, row))
                        .as("record %d, row %d", record, row)
                        .isEqualTo(record == row);
            }
        }
        Vector texts = records.column(1, positions, count);
        for (int row = 0; row < count; row++) {
            assertThat(TestRows.value(texts, Type.STRING, row)).isEqualTo(TEXTS[row % TEXTS.length]);
        }
    }

    @Test
    void takesAllNullsForOneWhateverTheirSlotsHold() {
        boolean[] nulls = {true, true, false};
        List<Vector> keys = List.of(
                new LongVector(3, new long[] {5, 6, 0}, nulls),
                new DecimalVector(3, new long[] {7, 8, 0}, new long[] {9, 9, 0}, nulls));
        KeyRecords records = new KeyRecords(List.of(VectorKind.LONG, VectorKind.DECIMAL));
        records.encode(keys, positions(3), 3);
        records.add(0, keys, 0);

        assertThat(records.matches(0, 1, keys, 1)).isTrue();
        assertThat(records.matches(0, 2, keys, 2)).isFalse();
        assertThat(records.column(0, positions(1), 1).isNull(0)).isTrue();
        assertThat(((LongVector) records.column(0, positions(1), 1)).value(0)).isZero();
    }

    @Test
    void keepsNullsOfMoreColumnsThanALongHasBits() {
        int columns = 130;
        KeyRecords records = new KeyRecords(Collections.nCopies(columns, VectorKind.LONG));
        Vector one = new LongVector(1, new long[] {1}, null);
        Vector none = new LongVector(1, new long[1], new boolean[] {true});
        List<Vector> keys = new ArrayList<>(Collections.nCopies(columns, one));
        keys.set(64, none);
        keys.set(129, none);
        records.encode(keys, positions(1), 1);
        records.add(0, keys, 0);

        for (int column = 0; column < columns; column++) {
            assertThat(records.column(column, positions(1), 1).isNull(0)).isEqualTo(column == 64 || column == 129);
        }
    }

    private static List<Vector> keys(int count) {
        long[] numbers = new long[count];
        long[] high = new long[count];
        BytesVectorBuilder texts = new BytesVectorBuilder(count);
        for (int row = 0; row < count; row++) {
            byte[] text = TEXTS[row % TEXTS.length].getBytes(UTF_8);
            texts.append(text, 0, text.length);
            numbers[row] = NUMBERS[row / TEXTS.length % NUMBERS.length];
            high[row] = row / TEXTS.length / NUMBERS.length;
        }
        return List.of(
                new LongVector(count, numbers, null),
                texts.build(),
                new DecimalVector(count, numbers.clone(), high, null));
    }

    private static int[] positions(int count) {
        int[] positions = new int[count];
        for (int row = 0; row < count; row++) {
            positions[row] = row;
        }
        return positions;
    }
}
