package io.weft.runner.kernel;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.StructVector;
import io.weft.runner.vector.Vector;
import java.util.ArrayList;
import java.util.List;

/** Structs with each field cast; a field of a struct that is null is null and stays so. */
final class StructCast implements Evaluator {
    private final Evaluator input;
    private final List<Evaluator> fields;

    StructCast(Evaluator input, List<Evaluator> fields) {
        this.input = input;
        this.fields = List.copyOf(fields);
    }

    @Override
    public Vector evaluate(Batch batch) {
        StructVector structs = (StructVector) input.evaluate(batch);
        List<Vector> cast = new ArrayList<>();
        for (int field = 0; field < fields.size(); field++) {
            cast.add(fields.get(field).evaluate(batch.withColumns(List.of(structs.field(field)))));
        }
        return new StructVector(batch.rowCount(), cast, structs.nulls());
    }
}
