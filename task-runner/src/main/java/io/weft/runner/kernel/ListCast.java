package io.weft.runner.kernel;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.ListVector;
import io.weft.runner.vector.Vector;
import io.weft.type.ListType;

/** Lists with each element cast. */
final class ListCast implements Evaluator {
    private final Evaluator input;
    private final PartCast elements;
    private final RowParts parts = new RowParts();

    ListCast(Evaluator input, Evaluator element, ListType type) {
        this.input = input;
        this.elements = new PartCast(element, type.element());
    }

    @Override
    public Vector evaluate(Batch batch) {
        ListVector lists = (ListVector) input.evaluate(batch);
        parts.find(lists.offsets(), lists.nulls(), batch);
        Vector cast = elements.compute(lists.elements(), parts.places(), parts.count());
        return new ListVector(batch.rowCount(), parts.offsets(), cast, lists.nulls());
    }
}
