package io.weft.runner.function;

import io.weft.type.Microseconds;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * What the clocks of a zone show, as microseconds: of moments, and back. It remembers the time between two changes of the clocks in which it was
 * asked last, so that rows near each other cost an addition. For one thread.
 */
public final class ZoneClock {
    /** Clocks were never changed by more than a day. */
    private static final long MOST_CHANGE = 2 * TimeUnit.DAY.micros();

    private final ZoneRules rules;
    /** The moments for which the offset is known: from the first up to the one before the end. */
    private long first;

    private long end;
    private long offset;

    private ZoneClock(ZoneRules rules) {
        this.rules = rules;
        find(0);
    }

    public static ZoneClock of(ZoneId zone) {
        return new ZoneClock(zone.getRules());
    }

    /** A clock of times that are local times already. */
    static ZoneClock none() {
        return of(ZoneOffset.UTC);
    }

    /** The local time of a moment, or an ArithmeticException where it does not fit. */
    public long local(long moment) {
        if (moment < first || moment >= end) {
            find(moment);
        }
        return Math.addExact(moment, offset);
    }

    /**
     * The moment of a local time: the earlier where there are two, and as much later where the clocks leave it out.
     *
     * @throws ArithmeticException if it does not fit
     */
    public long moment(long local) {
        long guess = Math.subtractExact(local, offset);
        boolean alone = first == Long.MIN_VALUE ? guess < end : guess >= first + MOST_CHANGE && guess < end;
        if (alone) {
            return guess;
        }
        long moment = Microseconds.of(
                Microseconds.local(local).atOffset(offsetOf(local)).toInstant());
        find(moment);
        return moment;
    }

    /** Java takes the offset before a change for the times that the change leaves out and for those that come twice. */
    private ZoneOffset offsetOf(long local) {
        return rules.getOffset(Microseconds.local(local));
    }

    /** The same, but of two moments that which has the offset of another moment. */
    public long moment(long local, long other) {
        long guess = Math.subtractExact(local, local(other) - other);
        return local(guess) == local ? guess : moment(local);
    }

    private void find(long moment) {
        Instant instant = Microseconds.instant(moment);
        offset = rules.getOffset(instant).getTotalSeconds() * Microseconds.PER_SECOND;
        first = micros(rules.isFixedOffset() ? null : rules.previousTransition(instant.plusNanos(1)), Long.MIN_VALUE);
        end = micros(rules.isFixedOffset() ? null : rules.nextTransition(instant), Long.MAX_VALUE);
    }

    private static long micros(@Nullable ZoneOffsetTransition change, long never) {
        try {
            return change == null ? never : Microseconds.of(change.getInstant());
        } catch (ArithmeticException | DateTimeException tooFar) {
            return never;
        }
    }
}
