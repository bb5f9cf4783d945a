package io.weft.runner.sink;

import io.weft.runner.format.ParquetTypes;
import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.BytesVector;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import io.weft.type.Schema;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/** Hands the values of a row to parquet-hadoop. */
final class RowWriteSupport extends WriteSupport<RowCursor> {
    private final MessageType fileSchema;
    private final byte[] wide = new byte[Long.BYTES * 2];
    private @Nullable RecordConsumer consumer;

    RowWriteSupport(Schema schema) {
        this.fileSchema = ParquetTypes.fileSchema(schema);
    }

    // The method that takes the place of this one calls it.
    @Override
    @SuppressWarnings("deprecation")
    public WriteContext init(Configuration configuration) {
        return new WriteContext(fileSchema, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
        consumer = recordConsumer;
    }

    @Override
    public void write(RowCursor cursor) {
        RecordConsumer target = Objects.requireNonNull(consumer);
        target.startMessage();
        for (int index = 0; index < fileSchema.getFieldCount(); index++) {
            Vector column = cursor.column(index);
            if (!column.isNull(cursor.row())) {
                String name = fileSchema.getFieldName(index);
                target.startField(name, index);
                write(
                        column,
                        cursor.row(),
                        fileSchema.getType(index).asPrimitiveType().getPrimitiveTypeName(),
                        target);
                target.endField(name, index);
            }
        }
        target.endMessage();
    }

    private void write(Vector column, int row, PrimitiveTypeName physical, RecordConsumer target) {
        switch (column.kind()) {
            case BOOLEAN -> target.addBoolean(((BooleanVector) column).value(row));
            case INT -> target.addInteger(((IntVector) column).value(row));
            case LONG -> target.addLong(((LongVector) column).value(row));
            case DOUBLE -> {
                double value = ((DoubleVector) column).value(row);
                if (physical == PrimitiveTypeName.FLOAT) {
                    target.addFloat((float) value);
                } else {
                    target.addDouble(value);
                }
            }
            case DECIMAL -> write((DecimalVector) column, row, physical, target);
            case BYTES -> {
                BytesVector bytes = (BytesVector) column;
                target.addBinary(Binary.fromReusedByteArray(bytes.bytes(), bytes.start(row), bytes.length(row)));
            }
        }
    }

    private void write(DecimalVector decimals, int row, PrimitiveTypeName physical, RecordConsumer target) {
        switch (physical) {
            case INT32 -> target.addInteger(Math.toIntExact(decimals.low(row)));
            case INT64 -> target.addLong(decimals.low(row));
            default -> {
                ByteBuffer.wrap(wide).putLong(decimals.high(row)).putLong(decimals.low(row));
                target.addBinary(Binary.fromReusedByteArray(wide));
            }
        }
    }
}
