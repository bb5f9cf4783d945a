package io.weft.runner.kernel;

import io.weft.runner.function.ZoneClock;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import io.weft.type.Microseconds;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.LongUnaryOperator;

/** Casts between dates and timestamps. A zone tells which moment a local time is, and which local time a moment. */
final class TimeCasts {
    private final ZoneClock clock;
    private final Misfits misfits;

    TimeCasts(ZoneId zone, Misfits misfits) {
        this.clock = ZoneClock.of(zone);
        this.misfits = misfits;
    }

    /** The cast from a time to another one. */
    Evaluator cast(Evaluator input, SimpleType from, Type to) {
        if (from == SimpleType.DATE) {
            LongUnaryOperator start =
                    to.equals(Type.TIMESTAMP) ? day -> clock.moment(Microseconds.ofDay(day)) : Microseconds::ofDay;
            return new LongMapping(input, (vector, batch, out) -> fromDays(vector, start, batch, out));
        }
        if (to.equals(Type.DATE)) {
            LongUnaryOperator day =
                    from == SimpleType.TIMESTAMP ? value -> Microseconds.day(clock.local(value)) : Microseconds::day;
            return new IntMapping(input, (vector, batch, out) -> toDays(vector, day, batch, out));
        }
        LongUnaryOperator shift = from == SimpleType.TIMESTAMP ? clock::local : clock::moment;
        return new LongMapping(input, (vector, batch, out) -> shift(vector, shift, batch, out));
    }

    private void fromDays(Vector input, LongUnaryOperator start, Batch batch, long[] out) {
        int[] days = ((IntVector) input).values();
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            try {
                out[row] = start.applyAsLong(days[row]);
            } catch (ArithmeticException | DateTimeException tooFar) {
                out[row] = 0;
                misfits.doesNotFit(row, LocalDate.ofEpochDay(days[row]));
            }
        }
    }

    private void toDays(Vector input, LongUnaryOperator day, Batch batch, int[] out) {
        long[] values = ((LongVector) input).values();
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            try {
                out[row] = (int) day.applyAsLong(values[row]);
            } catch (ArithmeticException tooFar) {
                out[row] = 0;
                misfits.doesNotFit(row, Microseconds.local(values[row]));
            }
        }
    }

    private void shift(Vector input, LongUnaryOperator shift, Batch batch, long[] out) {
        long[] values = ((LongVector) input).values();
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            try {
                out[row] = shift.applyAsLong(values[row]);
            } catch (ArithmeticException tooFar) {
                out[row] = 0;
                misfits.doesNotFit(row, Microseconds.local(values[row]));
            }
        }
    }
}
