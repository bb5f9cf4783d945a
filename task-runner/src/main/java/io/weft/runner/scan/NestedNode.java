package io.weft.runner.scan;

import io.weft.runner.vector.ListVector;
import io.weft.runner.vector.MapVector;
import io.weft.runner.vector.StructVector;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorBuilder;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * Makes a vector of a part of a nested column from the levels of the leaves below it. An entry of a leaf belongs to a slot of the part's vector where its
 * definition level says that there is one, and begins one where its repetition level is low enough.
 */
abstract class NestedNode {
    /** The highest repetition level that begins a slot, and the least definition level at which there is one. */
    final int repetition;

    final int definition;

    NestedNode(int repetition, int definition) {
        this.repetition = repetition;
        this.definition = definition;
    }

    /** The vector over all entries of the leaves. */
    abstract Vector vector(List<LeafLevels> leaves);

    /** The number of the first leaf below; any of them tells of this part. */
    abstract int leaf();

    /** Counts the slots, and marks those whose entry has a lower definition level than this; null where none has. */
    final Slots slots(LeafLevels levels, int presentFrom) {
        boolean[] nulls = new boolean[levels.count()];
        int slots = 0;
        boolean hasNulls = false;
        for (int entry = 0; entry < levels.count(); entry++) {
            int level = levels.definition()[entry];
            if (level >= definition && levels.repetition()[entry] <= repetition) {
                nulls[slots++] = level < presentFrom;
                hasNulls |= level < presentFrom;
            }
        }
        return new Slots(slots, nulls, hasNulls);
    }

    /** What {@link #slots} finds: flags that count only if there are nulls. */
    static final class Slots {
        final int count;
        final boolean[] nulls;
        final boolean hasNulls;

        Slots(int count, boolean[] nulls, boolean hasNulls) {
            this.count = count;
            this.nulls = nulls;
            this.hasNulls = hasNulls;
        }
    }

    /** Values of a leaf; they are there where the definition level is the leaf's highest. */
    static final class Leaf extends NestedNode {
        private final int leaf;
        private final int present;
        private final Type type;

        Leaf(int repetition, int definition, int leaf, int present, Type type) {
            super(repetition, definition);
            this.leaf = leaf;
            this.present = present;
            this.type = type;
        }

        @Override
        int leaf() {
            return leaf;
        }

        @Override
        Vector vector(List<LeafLevels> leaves) {
            LeafLevels levels = leaves.get(leaf);
            Slots slots = slots(levels, present);
            if (!slots.hasNulls) {
                return levels.values();
            }
            VectorBuilder builder = VectorBuilder.of(type, slots.count);
            int next = 0;
            for (int slot = 0; slot < slots.count; slot++) {
                if (slots.nulls[slot]) {
                    builder.appendNull();
                } else {
                    builder.append(levels.values(), next++);
                }
            }
            return builder.build();
        }
    }

    /** A struct that is there from a definition level on. */
    static final class Struct extends NestedNode {
        private final int present;
        private final List<NestedNode> fields;

        Struct(int repetition, int definition, int present, List<NestedNode> fields) {
            super(repetition, definition);
            this.present = present;
            this.fields = fields;
        }

        @Override
        int leaf() {
            return fields.get(0).leaf();
        }

        @Override
        Vector vector(List<LeafLevels> leaves) {
            Slots slots = slots(leaves.get(leaf()), present);
            List<Vector> vectors = new ArrayList<>();
            for (NestedNode field : fields) {
                Vector vector = field.vector(leaves);
                checkSize(vector, slots.count);
                vectors.add(vector);
            }
            return new StructVector(slots.count, vectors, slots.hasNulls ? slots.nulls : null);
        }
    }

    /** A list, or a map where there are two parts: there from a definition level on, with an element from another on. */
    static final class Repeated extends NestedNode {
        private final int present;
        private final int element;
        private final List<NestedNode> parts;

        Repeated(int repetition, int definition, int present, int element, List<NestedNode> parts) {
            super(repetition, definition);
            this.present = present;
            this.element = element;
            this.parts = parts;
        }

        @Override
        int leaf() {
            return parts.get(0).leaf();
        }

        @Override
        Vector vector(List<LeafLevels> leaves) {
            LeafLevels levels = leaves.get(leaf());
            Slots slots = slots(levels, present);
            int[] offsets = offsets(levels, slots.count);
            boolean[] nulls = slots.hasNulls ? slots.nulls : null;
            Vector first = parts.get(0).vector(leaves);
            checkSize(first, offsets[slots.count]);
            if (parts.size() == 1) {
                return new ListVector(slots.count, offsets, first, nulls);
            }
            Vector second = parts.get(1).vector(leaves);
            checkSize(second, offsets[slots.count]);
            return new MapVector(slots.count, offsets, first, second, nulls);
        }

        private int[] offsets(LeafLevels levels, int slots) {
            int[] offsets = new int[slots + 1];
            int slot = 0;
            int elements = 0;
            for (int entry = 0; entry < levels.count(); entry++) {
                int level = levels.repetition()[entry];
                if (levels.definition()[entry] < definition || level > repetition + 1) {
                    continue;
                }
                if (level <= repetition) {
                    offsets[slot++] = elements;
                }
                elements += levels.definition()[entry] >= element ? 1 : 0;
            }
            offsets[slots] = elements;
            return offsets;
        }
    }

    private static void checkSize(Vector vector, int slots) {
        if (vector.size() != slots) {
            throw new ParquetDecodingException("parts of a nested column that do not belong together: %d and %d values"
                    .formatted(vector.size(), slots));
        }
    }
}
