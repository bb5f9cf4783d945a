package io.weft.runner.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weft.expr.Expression.Literal;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BytesDictionary;
import io.weft.runner.vector.CodedBytesVector;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorBuilder;
import io.weft.runner.vector.VectorKind;
import io.weft.runner.vector.VectorValues;
import java.util.stream.IntStream;

/** The same value in every row. */
final class ConstantColumn {
    private static final int[] POSITIONS = IntStream.range(0, Batch.MAX_ROWS).toArray();

    private final Vector full;

    ConstantColumn(Literal value) {
        if (value.value() instanceof String text) {
            byte[] bytes = text.getBytes(UTF_8);
            BytesDictionary dictionary = new BytesDictionary(1, new int[] {0, bytes.length}, bytes);
            this.full = new CodedBytesVector(Batch.MAX_ROWS, new int[Batch.MAX_ROWS], dictionary, null);
        } else {
            VectorBuilder builder = VectorKind.of(value.type()).newBuilder(Batch.MAX_ROWS);
            for (int row = 0; row < Batch.MAX_ROWS; row++) {
                VectorValues.append(builder, value.type(), value.value());
            }
            this.full = builder.build();
        }
    }

    Vector vector(int rows) {
        return rows == Batch.MAX_ROWS ? full : full.take(POSITIONS, rows);
    }
}
