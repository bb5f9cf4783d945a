package io.weft.runner.scan;

import io.weft.runner.vector.Vector;
import java.io.IOException;
import java.util.List;
import org.apache.parquet.io.ParquetDecodingException;

/** A column of lists, maps or structs on its way into vectors: what its leaves have read, put together. */
final class NestedDecoder implements ColumnDecoder {
    private final NestedNode root;
    private final List<LevelReader> leaves;

    NestedDecoder(NestedNode root, List<LevelReader> leaves) {
        this.root = root;
        this.leaves = List.copyOf(leaves);
    }

    @Override
    public Vector decode(int rows) throws IOException {
        for (LevelReader leaf : leaves) {
            leaf.read(rows);
        }
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
