package io.weft.runner.sink;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.BytesVector;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;

/** Writes the values of one column of a batch as Avro has them: which side of the union with null, then the value. */
@FunctionalInterface
interface AvroColumn {
    /** The place of null in the union, and that of the value. */
    int NULL = 0;

    int PRESENT = 1;

    void write(int row, BinaryEncoder out) throws IOException;

    /** One for each column. */
    static List<AvroColumn> of(Batch batch, Schema schema) {
        List<AvroColumn> columns = new ArrayList<>();
        for (int column = 0; column < schema.size(); column++) {
            Vector vector = batch.column(column);
            AvroColumn values = values(vector, schema.type(column));
            columns.add((row, out) -> {
                if (vector.isNull(row)) {
                    out.writeIndex(NULL);
                } else {
                    out.writeIndex(PRESENT);
                    values.write(row, out);
                }
            });
        }
        return columns;
    }

    private static AvroColumn values(Vector vector, Type type) {
        return switch (vector.kind()) {
            case BOOLEAN -> {
                BooleanVector values = (BooleanVector) vector;
                yield (row, out) -> out.writeBoolean(values.value(row));
            }
            case INT -> {
                IntVector values = (IntVector) vector;
                yield (row, out) -> out.writeInt(values.value(row));
            }
            case LONG -> {
                LongVector values = (LongVector) vector;
                yield (row, out) -> out.writeLong(values.value(row));
            }
            case DOUBLE -> {
                DoubleVector values = (DoubleVector) vector;
                yield type.equals(Type.FLOAT)
                        ? (row, out) -> out.writeFloat((float) values.value(row))
                        : (row, out) -> out.writeDouble(values.value(row));
            }
            case BYTES -> {
                BytesVector values = (BytesVector) vector;
                yield (row, out) -> out.writeBytes(values.bytes(), values.start(row), values.length(row));
            }
            case DECIMAL -> decimals((DecimalVector) vector);
            default -> throw new IllegalArgumentException("No Avro field is written of " + type);
        };
    }

    private static AvroColumn decimals(DecimalVector values) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES);
        return (row, out) -> {
            bytes.putLong(0, values.high(row)).putLong(Long.BYTES, values.low(row));
            out.writeBytes(bytes.array(), 0, bytes.capacity());
        };
    }
}
