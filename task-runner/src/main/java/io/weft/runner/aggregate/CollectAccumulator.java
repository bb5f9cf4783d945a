package io.weft.runner.aggregate;

import io.weft.runner.vector.ListVector;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorKind;
import java.util.List;

/** Lists of the values that are not null, as they arrive; a group without any has an empty list. */
final class CollectAccumulator extends Accumulator {
    private final RowScratch scratch;
    private final ElementLists lists;

    CollectAccumulator(VectorKind element, RowScratch scratch) {
        this.scratch = scratch;
        lists = new ElementLists(element);
    }

    @Override
    long bytesAfter(int groups, List<Vector> input, int[] positions, int rows) {
        if (input.get(0) instanceof ListVector states) {
            int[] places = StateElements.places(states, positions, rows);
            return lists.bytesAfter(groups, states.elements(), places, places.length);
        }
        return lists.bytesAfter(groups, input.get(0), positions, rows);
    }

    @Override
    long retainedBytes() {
        return lists.retainedBytes();
    }

    @Override
    void ensure(int groups) {
        lists.ensure(groups);
    }

    @Override
    void addRows(List<Vector> input, int[] groups, int[] positions, int rows) {
        scratch.keepPresent(input.get(0), groups, positions, rows);
        lists.ensureMore(scratch.count());
        for (int index = 0; index < scratch.count(); index++) {
            lists.add(scratch.groups()[index], input.get(0), scratch.positions()[index]);
        }
    }

    @Override
    void addStates(List<Vector> input, int[] groups, int[] positions, int rows) {
        ListVector states = (ListVector) input.get(0);
        lists.ensureMore(StateElements.count(states, positions, rows));
        for (int index = 0; index < rows; index++) {
            int start = states.start(positions[index]);
            for (int place = start; place < start + states.length(positions[index]); place++) {
                lists.add(groups[index], states.elements(), place);
            }
        }
    }

    @Override
    List<Vector> states(int[] groups, int count) {
        return List.of(results(groups, count));
    }

    @Override
    Vector results(int[] groups, int count) {
        int[] offsets = lists.offsets(groups, count);
        int[] elements = lists.elements(groups, count, offsets);
        return new ListVector(count, offsets, lists.vector(elements, elements.length), null);
    }

    @Override
    long bytes(int group) {
        return lists.bytes(group);
    }

    @Override
    void clear() {
        lists.clear();
    }
}
