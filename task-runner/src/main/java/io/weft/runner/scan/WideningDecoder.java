package io.weft.runner.scan;

import io.weft.expr.Expression.Cast;
import io.weft.expr.Expression.InputColumn;
import io.weft.runner.kernel.Evaluator;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import io.weft.type.Type;
import java.io.IOException;
import java.util.List;

/** A column whose values in the file are of a narrower type than those that are wanted. */
final class WideningDecoder implements ColumnDecoder {
    private final ColumnDecoder stored;
    private final Evaluator cast;

    WideningDecoder(ColumnDecoder stored, Type from, Type to) {
        this.stored = stored;
        this.cast = Evaluator.of(new Cast(new InputColumn(0, "stored", from), to));
    }

    @Override
    public void begin(int rows) {
        stored.begin(rows);
    }

    @Override
    public void read(int rows) throws IOException {
        stored.read(rows);
    }

    @Override
    public void skip(long rows) throws IOException {
        stored.skip(rows);
    }

    @Override
    public Vector finish() {
        Vector narrow = stored.finish();
        return cast.evaluate(new Batch(narrow.size(), List.of(narrow)));
    }

    @Override
    public long position() {
        return stored.position();
    }
}
