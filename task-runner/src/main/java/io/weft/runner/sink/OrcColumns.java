package io.weft.runner.sink;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.BytesVector;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import io.weft.type.DecimalType;
import io.weft.type.Microseconds;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.apache.orc.storage.common.type.HiveDecimal;
import org.apache.orc.storage.ql.exec.vector.BytesColumnVector;
import org.apache.orc.storage.ql.exec.vector.ColumnVector;
import org.apache.orc.storage.ql.exec.vector.DateColumnVector;
import org.apache.orc.storage.ql.exec.vector.Decimal64ColumnVector;
import org.apache.orc.storage.ql.exec.vector.DecimalColumnVector;
import org.apache.orc.storage.ql.exec.vector.DoubleColumnVector;
import org.apache.orc.storage.ql.exec.vector.LongColumnVector;
import org.apache.orc.storage.ql.exec.vector.TimestampColumnVector;

/** Copies the rows of a batch that count into ORC's vectors. */
final class OrcColumns {
    private static final int MICROS_PER_MILLI = 1000;
    private static final int MILLIS_PER_SECOND = 1000;
    private static final int NANOS_PER_MICRO = 1000;

    private OrcColumns() {}

    /** Fills a vector that has been reset; bytes are referred to, not copied. */
    static void fill(ColumnVector target, Batch batch, Vector source, Type type) {
        // Weft's days are the Gregorian calendar's from the beginning; by default ORC takes them for another's before
        // 1582.
        if (target instanceof DateColumnVector days) {
            days.changeCalendar(true, false);
        } else if (target instanceof TimestampColumnVector times) {
            times.changeCalendar(true, false);
        }
        fillNulls(target, batch, source);
        switch (source.kind()) {
            case BOOLEAN -> fillBooleans((LongColumnVector) target, batch, (BooleanVector) source);
            case INT -> fillInts((LongColumnVector) target, batch, (IntVector) source);
            case LONG -> {
                if (target instanceof TimestampColumnVector times) {
                    fillTimes(times, batch, (LongVector) source);
                } else {
                    fillLongs((LongColumnVector) target, batch, (LongVector) source);
                }
            }
            case DOUBLE -> fillDoubles((DoubleColumnVector) target, batch, (DoubleVector) source);
            case BYTES -> fillBytes((BytesColumnVector) target, batch, (BytesVector) source);
            case DECIMAL -> fillDecimals(target, batch, (DecimalVector) source, (DecimalType) type);
            default -> throw new IllegalArgumentException("No ORC column is written of " + type);
        }
    }

    private static void fillNulls(ColumnVector target, Batch batch, Vector source) {
        boolean[] nulls = source.nulls();
        if (nulls == null) {
            return;
        }
        for (int index = 0; index < batch.selectedCount(); index++) {
            if (nulls[batch.position(index)]) {
                target.isNull[index] = true;
                target.noNulls = false;
            }
        }
    }

    private static void fillBooleans(LongColumnVector target, Batch batch, BooleanVector source) {
        for (int index = 0; index < batch.selectedCount(); index++) {
            target.vector[index] = source.value(batch.position(index)) ? 1 : 0;
        }
    }

    private static void fillInts(LongColumnVector target, Batch batch, IntVector source) {
        for (int index = 0; index < batch.selectedCount(); index++) {
            target.vector[index] = source.value(batch.position(index));
        }
    }

    private static void fillLongs(LongColumnVector target, Batch batch, LongVector source) {
        for (int index = 0; index < batch.selectedCount(); index++) {
            target.vector[index] = source.value(batch.position(index));
        }
    }

    private static void fillTimes(TimestampColumnVector target, Batch batch, LongVector source) {
        for (int index = 0; index < batch.selectedCount(); index++) {
            long microseconds = source.value(batch.position(index));
            long millis = Math.floorDiv(microseconds, MICROS_PER_MILLI);
            if (millis < 0 && millis > -MILLIS_PER_SECOND) {
                // ORC cuts such a time off to second 0, and takes it for one after it.
                throw new WeftException(
                        ErrorCode.CAST_FAILED,
                        "Cannot write the time %s to ORC: of the last second before 1970 its files keep no fraction"
                                + " (cut it off with a cast, or write Parquet)",
                        Microseconds.local(microseconds));
            }
            target.time[index] = millis;
            target.nanos[index] = (int) Math.floorMod(microseconds, Microseconds.PER_SECOND) * NANOS_PER_MICRO;
        }
    }

    private static void fillDoubles(DoubleColumnVector target, Batch batch, DoubleVector source) {
        for (int index = 0; index < batch.selectedCount(); index++) {
            target.vector[index] = source.value(batch.position(index));
        }
    }

    private static void fillBytes(BytesColumnVector target, Batch batch, BytesVector source) {
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            target.setRef(index, source.bytes(), source.start(row), source.length(row));
        }
    }

    private static void fillDecimals(ColumnVector target, Batch batch, DecimalVector source, DecimalType type) {
        if (target instanceof Decimal64ColumnVector narrow) {
            for (int index = 0; index < batch.selectedCount(); index++) {
                narrow.vector[index] = source.low(batch.position(index));
            }
            return;
        }
        DecimalColumnVector wide = (DecimalColumnVector) target;
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            if (!source.isNull(row)) {
                wide.set(index, HiveDecimal.create(new BigDecimal(unscaled(source, row), type.scale())));
            }
        }
    }

    private static BigInteger unscaled(DecimalVector source, int row) {
        ByteBuffer bytes =
                ByteBuffer.allocate(2 * Long.BYTES).putLong(source.high(row)).putLong(source.low(row));
        return new BigInteger(bytes.array());
    }
}
