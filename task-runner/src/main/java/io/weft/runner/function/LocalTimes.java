package io.weft.runner.function;

import io.weft.expr.Expression.Invoke;
import io.weft.runner.vector.IntVector;
import io.weft.type.Microseconds;
import io.weft.type.Type;

/** The day and the time of one argument of a call: of a moment those of the session's zone, of a date its midnight. */
final class LocalTimes {
    private final int index;
    private final ZoneClock clock;
    private final Refusal refusal;

    LocalTimes(Invoke call, int index) {
        this.index = index;
        this.clock = clock(call, index);
        this.refusal = new Refusal(call);
    }

    /** The clock of an argument, by its type. */
    static ZoneClock clock(Invoke call, int index) {
        return call.argument(index).type().equals(Type.TIMESTAMP) ? ZoneClock.of(call.zone()) : ZoneClock.none();
    }

    /** The number of days since 1970. */
    long day(Arguments in) {
        return in.vector(index) instanceof IntVector ? in.int32(index) : Microseconds.day(local(in));
    }

    /** The microseconds since midnight. */
    long timeOfDay(Arguments in) {
        return in.vector(index) instanceof IntVector ? 0 : Math.floorMod(local(in), TimeUnit.DAY.micros());
    }

    private long local(Arguments in) {
        long value = in.int64(index);
        try {
            return clock.local(value);
        } catch (ArithmeticException tooFar) {
            throw refusal.undefined(
                    "the local time of " + Microseconds.instant(value) + " is beyond what a timestamp holds");
        }
    }
}
