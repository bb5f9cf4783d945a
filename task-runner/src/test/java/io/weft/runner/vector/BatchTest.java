package io.weft.runner.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.type.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTest {
    private final Batch batch = new Batch(
            4, List.of(new LongVector(4, new long[] {10, 0, 30, 40, -1}, new boolean[] {false, true, false, false})));

    @Test
    void selectsRowsWithoutCopying() {
        Batch selected = batch.select(new int[] {1, 3, 0}, 2);

        assertThat(selected.selectedCount()).isEqualTo(2);
        assertThat(selected.position(1)).isEqualTo(3);
        assertThat(selected.column(0)).isSameAs(batch.column(0));
    }

    @Test
    void compactsToTheRowsThatCount() {
        Batch compacted = batch.select(new int[] {1, 3}, 2).compacted();

        assertThat(compacted.selection()).isNull();
        assertThat(compacted.rowCount()).isEqualTo(2);
        assertThat(compacted.column(0).isNull(0)).isTrue();
        assertThat(((LongVector) compacted.column(0)).value(1)).isEqualTo(40);
        assertThat(batch.compacted()).isSameAs(batch);
    }

    @Test
    void takesTheFirstRowsOfASelection() {
        assertThat(batch.first(9)).isSameAs(batch);
        assertThat(batch.first(2).position(1)).isEqualTo(1);
        assertThat(batch.select(new int[] {2, 3}, 2).first(1).position(0)).isEqualTo(2);
    }

    @Test
    void isSparseWhereFewerThanAQuarterOfTheRowsCount() {
        assertThat(batch.select(new int[] {0}, 1).isSparse()).isFalse();
        assertThat(batch.select(new int[] {}, 0).isSparse()).isTrue();
    }

    @Test
    void refusesColumnsOfAnotherLength() {
        assertThatThrownBy(() -> new Batch(3, batch.columns()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A column of 4 rows in a batch of 3");
    }

    @Test
    void buildsRowsOfEveryKind() {
        BatchBuilder builder = new BatchBuilder(
                List.of(Type.BOOLEAN, Type.INT, Type.BIGINT, Type.DOUBLE, Type.decimal(38, 2), Type.DATE));
        for (int row = 0; row < 300; row++) {
            if (row % 3 == 0) {
                for (int column = 0; column < 6; column++) {
                    builder.column(column).appendNull();
                }
            } else {
                ((BooleanVectorBuilder) builder.column(0)).append(row % 2 == 0);
                ((IntVectorBuilder) builder.column(1)).append(row);
                ((LongVectorBuilder) builder.column(2)).append(-row);
                ((DoubleVectorBuilder) builder.column(3)).append(row / 2.0);
                ((DecimalVectorBuilder) builder.column(4)).append(row == 299 ? 7 : row >> 31, -row);
                ((IntVectorBuilder) builder.column(5)).append(row);
            }
            builder.endRow();
        }
        Batch built = builder.build();

        assertThat(built.rowCount()).isEqualTo(300);
        assertThat(builder.isEmpty()).isTrue();
        assertThat(((BooleanVector) built.column(0)).value(298)).isTrue();
        assertThat(((IntVector) built.column(1)).value(298)).isEqualTo(298);
        assertThat(((LongVector) built.column(2)).value(298)).isEqualTo(-298);
        assertThat(((DoubleVector) built.column(3)).value(298)).isEqualTo(149.0);
        assertThat(((DecimalVector) built.column(4)).high(299)).isEqualTo(7);
        assertThat(((DecimalVector) built.column(4)).low(299)).isEqualTo(-299);
        assertThat(((DecimalVector) built.column(4)).high(1)).isZero();
        for (int column = 0; column < 6; column++) {
            assertThat(built.column(column).isNull(297)).isTrue();
            assertThat(built.column(column).isNull(298)).isFalse();
        }
    }

    @Test
    void appendsRowsOfAnotherBatch() {
        BatchBuilder builder = new BatchBuilder(List.of(Type.BIGINT));
        builder.append(batch, 1);
        builder.append(batch, 3);
        Batch built = builder.build();

        assertThat(built.column(0).isNull(0)).isTrue();
        assertThat(((LongVector) built.column(0)).value(1)).isEqualTo(40);
    }

    @Test
    void keepsDecimalsIn64BitsUntilOneNeedsMore() {
        DecimalVectorBuilder builder = new DecimalVectorBuilder(0);
        builder.append(-1L, -5L);
        assertThat(builder.build().high()).isNull();

        builder.append(-5);
        builder.append(1, 2);
        builder.append(-6);
        DecimalVector wide = builder.build();
        assertThat(wide.high()).startsWith(-1, 1, -1);
        assertThat(wide.low()).startsWith(-5, 2, -6);
    }
}
