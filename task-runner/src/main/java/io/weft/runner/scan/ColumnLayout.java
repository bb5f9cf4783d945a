package io.weft.runner.scan;

import io.weft.runner.format.NestedParquetTypes;
import io.weft.type.ListType;
import io.weft.type.MapType;
import io.weft.type.StructType;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type.Repetition;

/**
 * Where the values of a column lie in a file: its leaves, in the order of the file's schema, and how a nested one is put together.
 *
 * @param leafTypes the type of each leaf
 * @param root what makes vectors of the leaves' levels; of no use for a column that is its own leaf
 */
record ColumnLayout(List<ColumnDescriptor> leaves, List<Type> leafTypes, NestedNode root) {
    ColumnLayout {
        leaves = List.copyOf(leaves);
        leafTypes = List.copyOf(leafTypes);
    }

    /** The column with this name, which has this type. */
    static ColumnLayout of(MessageType schema, String name, Type type) {
        Builder builder = new Builder(schema);
        NestedNode root = builder.node(schema.getType(name), type, new Level(List.of(), 0, 0, 0));
        return new ColumnLayout(builder.leaves, builder.leafTypes, root);
    }

    /**
     * Where in the schema a type stands.
     *
     * @param path the names that lead to it
     * @param repetition the repetition level of what it stands in
     * @param slot the definition level from which on there is a slot for it
     * @param definition the definition level from which on what it stands in is not null
     */
    private record Level(List<String> path, int repetition, int slot, int definition) {
        Level in(org.apache.parquet.schema.Type type) {
            List<String> longer = new ArrayList<>(path);
            longer.add(type.getName());
            return new Level(longer, repetition, slot, definition);
        }

        Level optional(org.apache.parquet.schema.Type type) {
            return type.isRepetition(Repetition.OPTIONAL) ? new Level(path, repetition, slot, definition + 1) : this;
        }

        Level repeated() {
            return new Level(path, repetition + 1, definition + 1, definition + 1);
        }
    }

    private static final class Builder {
        private final MessageType schema;
        private final List<ColumnDescriptor> leaves = new ArrayList<>();
        private final List<Type> leafTypes = new ArrayList<>();

        Builder(MessageType schema) {
            this.schema = schema;
        }

        NestedNode node(org.apache.parquet.schema.Type stored, Type type, Level outer) {
            Level level = outer.in(stored);
            if (!stored.isRepetition(Repetition.REPEATED)) {
                return single(stored, type, level.optional(stored));
            }
            // A repeated column outside of a list is one, and null only where what it stands in is.
            Level element = level.repeated();
            return repeated(level, element, List.of(single(stored, ((ListType) type).element(), element)));
        }

        /** A value without regard to its being repeated; the level is that of the value itself. */
        private NestedNode single(org.apache.parquet.schema.Type stored, Type type, Level level) {
            if (type instanceof ListType list) {
                return list(stored.asGroupType(), list, level);
            }
            if (type instanceof MapType map) {
                return map(stored.asGroupType(), map, level);
            }
            if (type instanceof StructType struct) {
                List<NestedNode> fields = new ArrayList<>();
                for (int field = 0; field < struct.fields().size(); field++) {
                    fields.add(node(
                            stored.asGroupType().getType(field), struct.schema().type(field), level));
                }
                return new NestedNode.Struct(level.repetition(), level.slot(), level.definition(), fields);
            }
            leafTypes.add(type);
            leaves.add(schema.getColumnDescription(level.path().toArray(new String[0])));
            return new NestedNode.Leaf(level.repetition(), level.slot(), leaves.size() - 1, level.definition(), type);
        }

        private NestedNode list(GroupType stored, ListType type, Level level) {
            org.apache.parquet.schema.Type repeated = stored.getType(0);
            Level element = level.in(repeated).repeated();
            NestedNode part = NestedParquetTypes.isWrapper(stored)
                    ? node(NestedParquetTypes.element(stored), type.element(), element)
                    : single(repeated, type.element(), element);
            return repeated(level, element, List.of(part));
        }

        private NestedNode map(GroupType stored, MapType type, Level level) {
            GroupType entries = NestedParquetTypes.entries(stored);
            Level entry = level.in(entries).repeated();
            return repeated(
                    level,
                    entry,
                    List.of(
                            node(entries.getType(0), type.key(), entry),
                            node(entries.getType(1), type.value(), entry)));
        }

        private static NestedNode repeated(Level level, Level element, List<NestedNode> parts) {
            return new NestedNode.Repeated(
                    level.repetition(), level.slot(), level.definition(), element.definition(), parts);
        }
    }
}
