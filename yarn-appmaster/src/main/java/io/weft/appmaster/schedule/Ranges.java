package io.weft.appmaster.schedule;

import io.weft.protocol.KeySample;
import io.weft.protocol.RangeBounds;
import io.weft.stage.StageOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of one exchange by ranges: chosen once, and the same for every attempt from then on, whatever runs again.
 *
 * <p>Where the stages that fill it read no more than one task behind an exchange should, there is a single range, and nobody samples. Else
 * the bounds follow from the samples, as soon as all are there.
 */
final class Ranges {
    /** Ranges to aim at, at most; with those of single keys there may be twice as many. */
    private static final int MOST_RANGES = 256;

    /** Ranges that are to make up a task. */
    private static final int RANGES_PER_TASK = 4;

    private final int leastRanges;
    private final List<StageRun> samplers;
    private final List<StageRun> filling = new ArrayList<>();
    private @Nullable RangeBounds bounds;

    /** What the filling stages read, once that is known: later some of it may be lost, and made again. */
    private OptionalLong inputBytes = OptionalLong.empty();

    Ranges(StageOutput.Ranged output, List<StageRun> samplers) {
        this.leastRanges = output.partitions();
        this.samplers = List.copyOf(samplers);
        samplers.forEach(sampler -> sampler.sampleFor(this));
    }

    /** A stage fills the exchange. */
    void fill(StageRun stage) {
        filling.add(stage);
    }

    /** The stages that fill the exchange. */
    List<StageRun> filling() {
        return filling;
    }

    Optional<RangeBounds> bounds() {
        return Optional.ofNullable(bounds);
    }

    /** How many fine partitions there are, or will be, about. */
    int partitions() {
        return bounds == null ? leastRanges : bounds.partitions();
    }

    /** Chooses the bounds if that has not been done and enough is known. */
    void choose(SchedulerSettings settings) {
        if (bounds != null || !filling.stream().allMatch(StageRun::isPlanned)) {
            return;
        }
        if (inputBytes.isEmpty()) {
            inputBytes = OptionalLong.of(
                    filling.stream().mapToLong(StageRun::inputBytes).sum());
        }
        long bytes = inputBytes.getAsLong();
        if (bytes <= settings.shuffleTaskBytes()) {
            bounds = RangeBounds.NONE;
        } else if (samplers.stream().allMatch(StageRun::isComplete)) {
            List<KeySample> samples = samplers.stream()
                    .flatMap(sampler -> sampler.samples().stream())
                    .toList();
            long wanted = Math.max(leastRanges, RANGES_PER_TASK * (bytes / settings.shuffleTaskBytes()));
            bounds = RangeChoice.of(samples, (int) Math.min(MOST_RANGES, wanted));
        }
    }
}
