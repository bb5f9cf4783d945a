package io.weft.runner.sink;

import io.weft.runner.format.ParquetTypes;
import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.BytesVector;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.ListVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.MapVector;
import io.weft.runner.vector.StructVector;
import io.weft.runner.vector.Vector;
import io.weft.type.Schema;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
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
            writeField(cursor.column(index), cursor.row(), fileSchema, index, target);
        }
        target.endMessage();
    }

    /** Writes a field of a group, or nothing where it is null. */
    private void writeField(Vector vector, int row, GroupType group, int index, RecordConsumer target) {
        if (vector.isNull(row)) {
            return;
        }
        String name = group.getFieldName(index);
        target.startField(name, index);
        write(vector, row, group.getType(index), target);
        target.endField(name, index);
    }

    private void write(Vector vector, int row, Type type, RecordConsumer target) {
        if (type.isPrimitive()) {
            write(vector, row, type.asPrimitiveType().getPrimitiveTypeName(), target);
            return;
        }
        GroupType group = type.asGroupType();
        target.startGroup();
        if (vector instanceof StructVector structs) {
            for (int field = 0; field < group.getFieldCount(); field++) {
                writeField(structs.field(field), row, group, field, target);
            }
        } else if (vector instanceof ListVector lists) {
            writeEntries(List.of(lists.elements()), lists.start(row), lists.length(row), group, target);
        } else {
            MapVector maps = (MapVector) vector;
            writeEntries(List.of(maps.keys(), maps.values()), maps.start(row), maps.length(row), group, target);
        }
        target.endGroup();
    }

    /** Writes a list's or a map's repeated group, whose fields are those of each entry. */
    private void writeEntries(List<Vector> fields, int start, int count, GroupType group, RecordConsumer target) {
        if (count == 0) {
            return;
        }
        GroupType entry = group.getType(0).asGroupType();
        target.startField(entry.getName(), 0);
        for (int place = start; place < start + count; place++) {
            target.startGroup();
            for (int field = 0; field < fields.size(); field++) {
                writeField(fields.get(field), place, entry, field, target);
            }
            target.endGroup();
        }
        target.endField(entry.getName(), 0);
    }

    private void write(Vector column, int row, PrimitiveTypeName physical, RecordConsumer target) {
        switch (column.kind()) {
            case BOOLEAN -> target.addBoolean(((BooleanVector) column).value(row));
            case INT -> target.addInteger(((IntVector) column).value(row));
            case LONG -> target.addLong(((LongVector) column).value(row));
            case DOUBLE -> write(((DoubleVector) column).value(row), physical, target);
            case DECIMAL -> write((DecimalVector) column, row, physical, target);
            case BYTES -> {
                BytesVector bytes = (BytesVector) column;
                target.addBinary(Binary.fromReusedByteArray(bytes.bytes(), bytes.start(row), bytes.length(row)));
            }
            case LIST, MAP, STRUCT -> throw new IllegalStateException("A group as a " + physical);
        }
    }

    private static void write(double value, PrimitiveTypeName physical, RecordConsumer target) {
        if (physical == PrimitiveTypeName.FLOAT) {
            target.addFloat((float) value);
        } else {
            target.addDouble(value);
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
