package io.weft.runner.aggregate;

import io.weft.api.Aggregator;
import io.weft.expr.Aggregate;
import io.weft.expr.UserAggregate;
import io.weft.runner.aggregate.ValueAccumulator.Which;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorKind;
import io.weft.type.DecimalType;
import io.weft.type.ListType;
import io.weft.type.Type;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * The states of one aggregate, one for each group, in primitive arrays.
 *
 * <p>Rows come as the group and the position of each; positions are those in the vectors. Before rows are added,
 * {@link #bytesAfter} is asked about the very same rows, and then {@link #ensure} makes room.
 */
abstract class Accumulator {
    private static final int[] FIRST = {0};

    /** The accumulator for an aggregate, which may be one of the author's own. */
    static Accumulator of(Aggregate aggregate, IntFunction<Aggregator<?>> aggregators, RowScratch scratch) {
        if (aggregate.call().user().isPresent()) {
            UserAggregate user = aggregate.call().user().get();
            return new UserAccumulator(aggregate, user, aggregators.apply(user.number()));
        }
        List<Type> stateTypes = aggregate.stateTypes();
        Type state = stateTypes.get(0);
        VectorKind kind = VectorKind.of(state);
        return switch (aggregate.function()) {
            case COUNT -> new CountAccumulator(scratch);
            case SUM -> sum(aggregate, state, scratch);
            case AVG ->
                new AverageAccumulator(aggregate, sum(aggregate, state, scratch), new CountAccumulator(scratch));
            case MIN, BOOL_AND -> extreme(kind, false, scratch);
            case MAX, BOOL_OR -> extreme(kind, true, scratch);
            case ANY_VALUE, FIRST_NON_NULL -> new ValueAccumulator(kind, Which.FIRST, scratch);
            case LAST_NON_NULL -> new ValueAccumulator(kind, Which.LAST, scratch);
            case FIRST -> new RowValueAccumulator(kind, Which.FIRST);
            case LAST -> new RowValueAccumulator(kind, Which.LAST);
            case MIN_BY -> new ExtremeBy(kind, VectorKind.of(stateTypes.get(1)), false, scratch);
            case MAX_BY -> new ExtremeBy(kind, VectorKind.of(stateTypes.get(1)), true, scratch);
            case VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP -> new MomentsAccumulator(aggregate.function(), scratch);
            case COVAR_POP, COVAR_SAMP, CORR -> new ComomentsAccumulator(aggregate.function(), scratch);
            case COLLECT_LIST, COLLECT_SET -> new CollectAccumulator(elementKind(state), scratch);
            case PERCENTILE_CONT, PERCENTILE_DISC -> new PercentileAccumulator(aggregate, elementKind(state), scratch);
            case APPROX_COUNT_DISTINCT -> new DistinctSketches(integer(aggregate, 0), scratch);
            case APPROX_PERCENTILE -> new PercentileSketches(real(aggregate, 0), integer(aggregate, 1), scratch);
            case USER -> throw new IllegalStateException("Without its author's code: " + aggregate);
        };
    }

    private static VectorKind elementKind(Type list) {
        return VectorKind.of(((ListType) list).element());
    }

    private static int integer(Aggregate aggregate, int parameter) {
        return (Integer) parameter(aggregate, parameter);
    }

    private static double real(Aggregate aggregate, int parameter) {
        return (Double) parameter(aggregate, parameter);
    }

    private static Object parameter(Aggregate aggregate, int parameter) {
        return Objects.requireNonNull(
                aggregate.call().parameters().get(parameter).value());
    }

    private static Accumulator extreme(VectorKind kind, boolean greatest, RowScratch scratch) {
        return switch (kind) {
            case DECIMAL -> new DecimalExtreme(greatest, scratch);
            case BYTES -> new BytesExtreme(greatest, scratch);
            default -> new LongExtreme(kind, greatest, scratch);
        };
    }

    private static Accumulator sum(Aggregate aggregate, Type state, RowScratch scratch) {
        if (state instanceof DecimalType decimal) {
            return new DecimalSum(aggregate, decimal, scratch);
        }
        return state.equals(Type.DOUBLE) ? new DoubleSum(scratch) : new LongSum(aggregate, scratch);
    }

    /** The most bytes held once there is room for so many groups and these rows, or states, have been added. */
    abstract long bytesAfter(int groups, List<Vector> input, int[] positions, int rows);

    abstract long retainedBytes();

    /** Makes room for groups up to this number; new ones have the state of no rows. */
    abstract void ensure(int groups);

    /** Adds rows to their groups; the input is the aggregate's arguments, if any. */
    abstract void addRows(List<Vector> input, int[] groups, int[] positions, int rows);

    /** Adds states to their groups; the input has the columns that {@link #states} makes. */
    abstract void addStates(List<Vector> input, int[] groups, int[] positions, int rows);

    /** Adds the state of one group to that of another, of other rows; the first stays as it is. */
    void merge(int from, int into) {
        addStates(states(new int[] {from}, 1), new int[] {into}, FIRST, 1);
    }

    /** The states of these groups, in their order. */
    abstract List<Vector> states(int[] groups, int count);

    /** The results for these groups, in their order. */
    abstract Vector results(int[] groups, int count);

    /** About how many bytes the group's state takes in a batch. */
    abstract long bytes(int group);

    /** Forgets all groups and lets go of their memory. */
    abstract void clear();
}
