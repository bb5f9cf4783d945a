package io.weft.appmaster.schedule;

import io.weft.protocol.KeySample;
import io.weft.protocol.Payload;
import io.weft.protocol.RangeBounds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Chooses the bounds of an exchange by ranges from samples of its keys, so that its ranges have about as many rows. The same samples give the same bounds. */
final class RangeChoice {
    /** What stands for rows: a key, and how many of them. */
    private record Weighted(Payload key, double weight) {}

    private final List<Payload> bounds = new ArrayList<>();
    private final double share;
    private double inRange;

    private RangeChoice(double share) {
        this.share = share;
    }

    /**
     * The bounds of about {@code ranges} ranges. A key of so many rows that they fill a range has one of its own, which may then be divided among
     * several tasks; so there are twice as many ranges at most.
     */
    static RangeBounds of(List<KeySample> samples, int ranges) {
        List<Weighted> keys = new ArrayList<>();
        double rows = 0;
        for (KeySample sample : samples) {
            sample.keys().forEach(key -> keys.add(new Weighted(key, sample.weight())));
            rows += sample.rows();
        }
        keys.sort(Comparator.comparing(
                Weighted::key, (one, other) -> Arrays.compareUnsigned(one.bytes(), other.bytes())));
        RangeChoice choice = new RangeChoice(rows / ranges);
        for (int from = 0; from < keys.size(); ) {
            int to = from;
            double weight = 0;
            while (to < keys.size() && keys.get(to).key().equals(keys.get(from).key())) {
                weight += keys.get(to++).weight();
            }
            choice.add(keys.get(from).key(), weight);
            from = to;
        }
        return new RangeBounds(choice.bounds);
    }

    /** Takes in the next key in order. */
    private void add(Payload key, double weight) {
        boolean isHot = weight >= share && key.length() < KeySample.MOST_KEY_BYTES;
        if (isHot) {
            bounds.add(key);
            bounds.add(RangeBounds.after(key));
            inRange = 0;
            return;
        }
        // The range ends where that leaves it closer to its share.
        if (inRange > 0 && inRange + weight / 2 > share) {
            bounds.add(key);
            inRange = 0;
        }
        inRange += weight;
    }
}
