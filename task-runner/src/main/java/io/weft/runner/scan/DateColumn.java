package io.weft.runner.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.Vector;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Gathers dates. */
final class DateColumn extends FieldColumn {
    private static final int ISO_LENGTH = 10;

    private final ValueFormats formats;
    private int[] values = new int[Batch.MAX_ROWS];

    DateColumn(ValueFormats formats) {
        this.formats = formats;
    }

    @Override
    @Nullable String read(int row, byte[] text, int start, int end) {
        try {
            LocalDate date = isIso(text, start, end)
                    ? LocalDate.of(number(text, start, 4), number(text, start + 5, 2), number(text, start + 8, 2))
                    : formats.date(new String(text, start, end - start, UTF_8));
            long day = date.toEpochDay();
            values[row] = (int) day;
            return day == (int) day ? null : "it is too large";
        } catch (DateTimeException notADate) {
            return start == end ? "it is empty" : "it is not a date of the form " + formats.dateForm();
        }
    }

    private boolean isIso(byte[] text, int start, int end) {
        if (!formats.hasIsoDates() || end - start != ISO_LENGTH) {
            return false;
        }
        for (int index = 0; index < ISO_LENGTH; index++) {
            byte letter = text[start + index];
            boolean isDash = index == 4 || index == 7;
            if (isDash ? letter != '-' : (letter < '0' || letter > '9')) {
                return false;
            }
        }
        return true;
    }

    private static int number(byte[] text, int start, int digits) {
        int number = 0;
        for (int index = start; index < start + digits; index++) {
            number = number * 10 + text[index] - '0';
        }
        return number;
    }

    @Override
    void clear(int row) {
        values[row] = 0;
    }

    @Override
    Vector build(int rows, boolean @Nullable [] takenNulls) {
        int[] taken = values;
        values = new int[Batch.MAX_ROWS];
        return new IntVector(rows, taken, takenNulls);
    }
}
