package io.weft.plan;

import java.util.function.Function;

/**
 * What the planner goes by where it orders joins and places their sides.
 *
 * @param statistics of inputs, each asked for once or more where the plan has joins
 * @param broadcastBytes a side with so many bytes at most, by the estimates, comes to all tasks of the other
 */
public record JoinSettings(Function<Input, TableStatistics> statistics, double broadcastBytes) {
    /** Of no input is anything known. */
    public static final JoinSettings NOTHING_KNOWN = new JoinSettings(input -> TableStatistics.unknown(), 16e6);
}
