package io.weft.runner.operator;

import io.weft.runner.kernel.Predicate;
import io.weft.runner.kernel.Projection;
import io.weft.runner.vector.Batch;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes several rows of each: gives every batch once for each branch, with the branch's columns of the rows that meet its condition. */
public final class ExpandOperator implements Operator {
    private final Operator input;
    private final List<Branch> branches;
    private @Nullable Batch batch;

    /** The next branch of the batch. */
    private int next;

    /** Expands the rows of the input, which it closes. */
    public ExpandOperator(Operator input, List<Branch> branches) {
        this.input = input;
        this.branches = List.copyOf(branches);
    }

    @Override
    public @Nullable Batch next() {
        while (true) {
            Batch current = batch;
            if (current == null || next == branches.size()) {
                current = input.next();
                batch = current;
                next = 0;
                if (current == null) {
                    return null;
                }
            }
            Batch expanded = branches.get(next++).of(current);
            if (expanded != null) {
                return expanded;
            }
        }
    }

    @Override
    public void close() {
        input.close();
    }

    /**
     * What becomes of a row.
     *
     * @param condition none for every row
     */
    public record Branch(Optional<Predicate> condition, Projection columns) {
        @Nullable Batch of(Batch batch) {
            Batch kept = condition.map(holds -> holds.filter(batch)).orElse(batch);
            if (kept.selectedCount() == 0) {
                return null;
            }
            return columns.project(kept.isSparse() ? kept.compacted() : kept);
        }
    }
}
