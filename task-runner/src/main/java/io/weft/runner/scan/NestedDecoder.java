package io.weft.runner.scan;

import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorKind;
import io.weft.type.Type;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.ParquetDecodingException;

/** A column of lists, maps or structs on its way into vectors: what its leaves have read, put together. */
final class NestedDecoder implements ColumnDecoder {
    private final NestedNode root;
    private final List<LevelReader> leaves;
    private int rows;

    private NestedDecoder(NestedNode root, List<LevelReader> leaves) {
        this.root = root;
        this.leaves = List.copyOf(leaves);
    }

    /**
     * The decoder of a column.
     *
     * @param pages those of each leaf
     * @param chunks those of each leaf
     */
    static NestedDecoder of(ColumnLayout layout, List<PageReader> pages, List<ColumnChunkMetaData> chunks) {
        List<LevelReader> leaves = new ArrayList<>();
        for (int leaf = 0; leaf < pages.size(); leaf++) {
            Type type = layout.leafTypes().get(leaf);
            leaves.add(new LevelReader(
                    pages.get(leaf),
                    LeafDecoder.of(VectorKind.of(type), pages.get(leaf)),
                    type,
                    chunks.get(leaf).getValueCount()));
        }
        return new NestedDecoder(layout.root(), leaves);
    }

    @Override
    public void begin(int mostRows) {
        leaves.forEach(LevelReader::begin);
        rows = 0;
    }

    @Override
    public void read(int more) throws IOException {
        for (LevelReader leaf : leaves) {
            leaf.read(more);
        }
        rows += more;
    }

    @Override
    public void skip(long some) throws IOException {
        for (LevelReader leaf : leaves) {
            leaf.skip(some);
        }
    }

    @Override
    public Vector finish() {
        leaves.forEach(LevelReader::finish);
        Vector vector = root.vector(List.copyOf(leaves));
        if (vector.size() != rows) {
            throw new ParquetDecodingException("%d values of %d rows".formatted(vector.size(), rows));
        }
        return vector;
    }

    @Override
    public long position() {
        return leaves.get(0).position();
    }
}
