package io.weft.runner.sink;

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
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/** A column of lists, maps or structs: each value goes to its leaf with the levels that tell where in the row it stands. */
final class NestedFeed implements FieldFeed {
    private final Node root;

    private NestedFeed(Node root) {
        this.root = root;
    }

    /** The feed of a column at the top of the schema. */
    static NestedFeed of(MessageType schema, Type column, ColumnWriteStore columns) {
        return new NestedFeed(node(schema, column, List.of(), 0, columns));
    }

    @Override
    public void write(Vector vector, int[] positions, int from, int count) {
        for (int index = from; index < from + count; index++) {
            root.write(vector, positions[index], 0, 0);
        }
    }

    /** A part of the column. */
    private interface Node {
        /**
         * Writes a slot of a vector.
         *
         * @param repetition the level at which the next value repeats
         * @param definition the level of what the part stands in, which is not null
         */
        void write(Vector vector, int row, int repetition, int definition);

        /** Writes that there is nothing, as deep as is known. */
        void writeNull(int repetition, int definition);
    }

    private static Node node(
            MessageType schema, Type type, List<String> outer, int repetition, ColumnWriteStore columns) {
        List<String> path = new ArrayList<>(outer);
        path.add(type.getName());
        int optional = type.isRepetition(Repetition.OPTIONAL) ? 1 : 0;
        if (type.isPrimitive()) {
            ColumnWriter writer = columns.getColumnWriter(schema.getColumnDescription(path.toArray(new String[0])));
            return new Leaf(writer, type.asPrimitiveType().getPrimitiveTypeName(), optional);
        }
        GroupType group = type.asGroupType();
        boolean isRepeated = group.getLogicalTypeAnnotation() != null;
        GroupType parts = isRepeated ? group.getType(0).asGroupType() : group;
        if (isRepeated) {
            path.add(parts.getName());
        }
        int level = repetition + (isRepeated ? 1 : 0);
        List<Node> nodes = new ArrayList<>();
        for (Type part : parts.getFields()) {
            nodes.add(node(schema, part, path, level, columns));
        }
        return isRepeated ? new Repeated(nodes, level, optional) : new Struct(nodes, optional);
    }

    private static void writeNulls(List<Node> nodes, int repetition, int definition) {
        for (Node node : nodes) {
            node.writeNull(repetition, definition);
        }
    }

    private record Struct(List<Node> fields, int optional) implements Node {
        @Override
        public void write(Vector vector, int row, int repetition, int definition) {
            if (vector.isNull(row)) {
                writeNull(repetition, definition);
                return;
            }
            StructVector structs = (StructVector) vector;
            for (int field = 0; field < fields.size(); field++) {
                fields.get(field).write(structs.field(field), row, repetition, definition + optional);
            }
        }

        @Override
        public void writeNull(int repetition, int definition) {
            writeNulls(fields, repetition, definition);
        }
    }

    /**
     * A list, or a map where there are two parts.
     *
     * @param level of repetition within
     */
    private record Repeated(List<Node> parts, int level, int optional) implements Node {
        @Override
        public void write(Vector vector, int row, int repetition, int definition) {
            if (vector.isNull(row)) {
                writeNull(repetition, definition);
            } else if (vector instanceof ListVector lists) {
                write(List.of(lists.elements()), lists.start(row), lists.length(row), repetition, definition);
            } else {
                MapVector maps = (MapVector) vector;
                write(List.of(maps.keys(), maps.values()), maps.start(row), maps.length(row), repetition, definition);
            }
        }

        private void write(List<Vector> vectors, int start, int count, int repetition, int definition) {
            if (count == 0) {
                writeNulls(parts, repetition, definition + optional);
            }
            for (int index = 0; index < count; index++) {
                for (int part = 0; part < parts.size(); part++) {
                    parts.get(part)
                            .write(
                                    vectors.get(part),
                                    start + index,
                                    index == 0 ? repetition : level,
                                    definition + optional + 1);
                }
            }
        }

        @Override
        public void writeNull(int repetition, int definition) {
            writeNulls(parts, repetition, definition);
        }
    }

    private record Leaf(ColumnWriter writer, PrimitiveTypeName physical, int optional) implements Node {
        @Override
        public void write(Vector vector, int row, int repetition, int definition) {
            if (vector.isNull(row)) {
                writer.writeNull(repetition, definition);
                return;
            }
            int level = definition + optional;
            switch (vector.kind()) {
                case BOOLEAN -> writer.write(((BooleanVector) vector).value(row), repetition, level);
                case INT -> writer.write(((IntVector) vector).value(row), repetition, level);
                case LONG -> writer.write(((LongVector) vector).value(row), repetition, level);
                case DOUBLE -> writeDouble(((DoubleVector) vector).value(row), repetition, level);
                case DECIMAL -> writeDecimal((DecimalVector) vector, row, repetition, level);
                case BYTES -> {
                    BytesVector bytes = (BytesVector) vector;
                    writer.write(
                            Binary.fromReusedByteArray(bytes.bytes(), bytes.start(row), bytes.length(row)),
                            repetition,
                            level);
                }
                case LIST, MAP, STRUCT -> throw new IllegalArgumentException("Not a leaf: " + vector.kind());
            }
        }

        private void writeDouble(double value, int repetition, int level) {
            if (physical == PrimitiveTypeName.FLOAT) {
                writer.write((float) value, repetition, level);
            } else {
                writer.write(value, repetition, level);
            }
        }

        private void writeDecimal(DecimalVector decimals, int row, int repetition, int level) {
            switch (physical) {
                case INT32 -> writer.write(Math.toIntExact(decimals.low(row)), repetition, level);
                case INT64 -> writer.write(decimals.low(row), repetition, level);
                default -> {
                    byte[] wide = ByteBuffer.allocate(2 * Long.BYTES)
                            .putLong(decimals.high(row))
                            .putLong(decimals.low(row))
                            .array();
                    writer.write(Binary.fromConstantByteArray(wide), repetition, level);
                }
            }
        }

        @Override
        public void writeNull(int repetition, int definition) {
            writer.writeNull(repetition, definition);
        }
    }
}
