package io.weft.runner.function;

/**
 * Year, month and day of a day in the proleptic Gregorian calendar, from the number of days since 1970 and back; changes in place. Years are
 * counted from March within, so that a leap day is the last of its year.
 */
final class CivilDay {
    private static final int DAYS_OF_ERA = 146_097;
    private static final int YEARS_OF_ERA = 400;
    /** From 0000-03-01 to 1970-01-01. */
    private static final int EPOCH = 719_468;

    private static final int[] LENGTHS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private int year;
    private int month;
    private int day;

    int year() {
        return year;
    }

    int month() {
        return month;
    }

    int day() {
        return day;
    }

    CivilDay set(long epochDay) {
        long shifted = epochDay + EPOCH;
        long era = Math.floorDiv(shifted, DAYS_OF_ERA);
        int dayOfEra = (int) (shifted - era * DAYS_OF_ERA);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int shiftedMonth = (5 * dayOfYear + 2) / 153;
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1;
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        year = (int) (era * YEARS_OF_ERA + yearOfEra + (month <= 2 ? 1 : 0));
        return this;
    }

    /** The number of a day that exists. */
    static long epochDay(long year, int month, int day) {
        long shiftedYear = month <= 2 ? year - 1 : year;
        long era = Math.floorDiv(shiftedYear, YEARS_OF_ERA);
        int yearOfEra = (int) (shiftedYear - era * YEARS_OF_ERA);
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * DAYS_OF_ERA + dayOfEra - EPOCH;
    }

    static int lengthOfMonth(long year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && leap ? 29 : LENGTHS[month - 1];
    }

    long lastOfMonth() {
        return epochDay(year, month, lengthOfMonth(year, month));
    }

    int dayOfYear() {
        return (int) (epochDay(year, month, day) - epochDay(year, 1, 1)) + 1;
    }

    /** The day so many months later; the last of the month where that has no such day. */
    long plusMonths(int months) {
        long total = year * 12L + month - 1 + months;
        long newYear = Math.floorDiv(total, 12);
        int newMonth = (int) Math.floorMod(total, 12L) + 1;
        return epochDay(newYear, newMonth, Math.min(day, lengthOfMonth(newYear, newMonth)));
    }

    /** From 1 for Monday to 7 for Sunday. */
    static int dayOfWeek(long epochDay) {
        return (int) Math.floorMod(epochDay + 3, 7L) + 1;
    }
}
