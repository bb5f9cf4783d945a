package io.weft.runner.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import java.time.DateTimeException;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Gathers timestamps. */
final class TimestampColumn extends FieldColumn {
    private final ToLongFunction<String> reader;
    private final String form;
    private long[] values = new long[Batch.MAX_ROWS];

    /**
     * @param reader gives the microseconds of a text, or throws a DateTimeException
     * @param form that texts must have, for people
     */
    TimestampColumn(ToLongFunction<String> reader, String form) {
        this.reader = reader;
        this.form = form;
    }

    @Override
    @Nullable String read(int row, byte[] text, int start, int end) {
        try {
            values[row] = reader.applyAsLong(new String(text, start, end - start, UTF_8));
            return null;
        } catch (DateTimeException notATime) {
            return start == end ? "it is empty" : "it is not a time of the form " + form;
        } catch (ArithmeticException tooFar) {
            return "it is too large";
        }
    }

    @Override
    void clear(int row) {
        values[row] = 0;
    }

    @Override
    Vector build(int rows, boolean @Nullable [] takenNulls) {
        long[] taken = values;
        values = new long[Batch.MAX_ROWS];
        return new LongVector(rows, taken, takenNulls);
    }
}
