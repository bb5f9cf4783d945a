package io.weft.runner.aggregate;

import io.weft.api.Aggregator;
import io.weft.error.FunctionFailure;
import io.weft.error.WeftException;
import io.weft.expr.Aggregate;
import io.weft.expr.UserAggregate;
import io.weft.runner.kernel.AuthorCode;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BatchRow;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorBuilder;
import io.weft.runner.vector.VectorValues;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An author's own aggregate: a state object a group, of the size that the author's code says. */
final class UserAccumulator extends Accumulator {
    private static final int LEAST_STATE_BYTES = 16;

    private final Aggregator<Object> aggregator;
    private final UserAggregate declared;
    private final Type resultType;
    private final BatchRow arguments;
    private final BatchRow saved;
    private final ObjectSegments<Object> states = new ObjectSegments<>();

    /** For each group the bytes of its state; zero where there is none. */
    private final LongSegments sizes = new LongSegments(1);

    private final long freshBytes;
    private long stateBytes;

    /** @param aggregator the author's object, this attempt's own */
    @SuppressWarnings("unchecked")
    UserAccumulator(Aggregate aggregate, UserAggregate declared, Aggregator<?> aggregator) {
        this.aggregator = (Aggregator<Object>) aggregator;
        this.declared = declared;
        resultType = aggregate.type();
        List<Field> fields = new ArrayList<>();
        boolean ofRows = aggregate.input() == Aggregate.Input.ROWS;
        for (int index = 0; ofRows && index < aggregate.arguments().size(); index++) {
            fields.add(new Field(
                    declared.arguments().get(index),
                    aggregate.arguments().get(index).type()));
        }
        arguments = new BatchRow(new Schema(fields));
        saved = new BatchRow(declared.state());
        freshBytes = call("begin a group", () -> bytesOf(zero()));
    }

    /** What an author's code does. */
    private interface Body<T> {
        T run();
    }

    private <T> T call(String verb, Body<T> body) {
        try {
            return body.run();
        } catch (WeftException known) {
            throw known;
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError thrown) {
            throw FunctionFailure.of(verb + " of " + declared.name(), thrown);
        } finally {
            AuthorCode.hasReturned();
        }
    }

    private Object zero() {
        return aggregator.zero();
    }

    private long bytesOf(Object state) {
        return Math.max(LEAST_STATE_BYTES, aggregator.bytes(state));
    }

    @Override
    long bytesAfter(int groups, List<Vector> input, int[] positions, int rows) {
        long fresh = Math.min(rows, Math.max(0, groups - states.created()));
        return sizes.bytesFor(groups) + states.bytesFor(groups) + stateBytes + fresh * freshBytes;
    }

    @Override
    long retainedBytes() {
        return sizes.retainedBytes() + states.retainedBytes() + stateBytes;
    }

    @Override
    void ensure(int groups) {
        sizes.ensure(groups);
        states.ensure(groups);
    }

    @Override
    void addRows(List<Vector> input, int[] groups, int[] positions, int rows) {
        Batch batch = batchOf(input);
        call("aggregate a row", () -> {
            for (int index = 0; index < rows; index++) {
                arguments.moveTo(batch, positions[index]);
                set(groups[index], aggregator.add(state(groups[index]), arguments));
            }
            return rows;
        });
    }

    @Override
    void addStates(List<Vector> input, int[] groups, int[] positions, int rows) {
        Batch batch = batchOf(input);
        call("merge states", () -> {
            for (int index = 0; index < rows; index++) {
                saved.moveTo(batch, positions[index]);
                set(groups[index], aggregator.merge(state(groups[index]), aggregator.restore(saved)));
            }
            return rows;
        });
    }

    private static Batch batchOf(List<Vector> input) {
        return new Batch(input.isEmpty() ? 0 : input.get(0).size(), input);
    }

    private Object state(int group) {
        Object state = states.get(group);
        return state == null ? zero() : state;
    }

    private void set(int group, Object state) {
        states.set(group, state);
        long now = bytesOf(state);
        stateBytes += now - sizes.get(group);
        sizes.set(group, now);
    }

    @Override
    List<Vector> states(int[] groups, int count) {
        List<VectorBuilder> builders = new ArrayList<>();
        for (Type type : declared.state().types()) {
            builders.add(VectorBuilder.of(type, count));
        }
        call("save a state", () -> {
            for (int index = 0; index < count; index++) {
                append(aggregator.save(state(groups[index])), builders);
            }
            return count;
        });
        return builders.stream().map(VectorBuilder::build).toList();
    }

    private void append(List<@Nullable Object> values, List<VectorBuilder> builders) {
        if (values.size() != builders.size()) {
            throw new IllegalArgumentException("%d value(s) saved for the columns %s"
                    .formatted(values.size(), declared.state().names()));
        }
        for (int column = 0; column < builders.size(); column++) {
            VectorValues.append(builders.get(column), declared.state().type(column), values.get(column));
        }
    }

    @Override
    Vector results(int[] groups, int count) {
        VectorBuilder results = VectorBuilder.of(resultType, count);
        call("finish a group", () -> {
            for (int index = 0; index < count; index++) {
                VectorValues.append(results, resultType, aggregator.finish(state(groups[index])));
            }
            return count;
        });
        return results.build();
    }

    @Override
    long bytes(int group) {
        return Math.max(freshBytes, sizes.get(group));
    }

    @Override
    void clear() {
        states.clear();
        sizes.clear();
        stateBytes = 0;
    }
}
