package io.weft.runner.join;

import org.jspecify.annotations.Nullable;

/** Both sides of a join on disk, divided alike, to be joined partition by partition. */
final class SpilledPair implements AutoCloseable {
    /** A partition with so much of all rows would hardly become smaller when divided again: most of them have one key. */
    private static final double UNDIVIDED = 7 / 8.0;

    private final SpilledRows build;
    private final SpilledRows probe;
    private final long buildRows;
    private final int level;
    private int next;

    /**
     * Takes over both sides.
     *
     * @param buildRows of all partitions, those that have been joined in memory among them
     * @param level how often the rows have been divided
     */
    SpilledPair(SpilledRows build, SpilledRows probe, long buildRows, int level) {
        this.build = build;
        this.probe = probe;
        this.buildRows = buildRows;
        this.level = level;
    }

    /** Joins the next partition of which rows may come; null when there are no more. */
    @Nullable JoinPass next(JoinEnvironment environment) {
        JoinForm form = environment.spec().form();
        while (next < Divider.PARTITIONS) {
            int partition = next++;
            boolean hasBuildRows = build.rows(partition) > 0;
            boolean hasProbeRows = probe.rows(partition) > 0;
            boolean givesProbeRows = hasProbeRows && (hasBuildRows || form.givesLoneProbeRows());
            if (givesProbeRows || (hasBuildRows && form.givesLoneBuildRows())) {
                boolean divides = level < Divider.MOST_LEVELS && build.rows(partition) < UNDIVIDED * buildRows;
                return new JoinPass(
                        environment,
                        build.read(partition),
                        probe.read(partition),
                        level,
                        divides ? BuildSide.Overflow.DIVIDE : BuildSide.Overflow.WAIT,
                        null);
            }
        }
        return null;
    }

    @Override
    public void close() {
        try (build;
                probe) {
            next = Divider.PARTITIONS;
        }
    }
}
