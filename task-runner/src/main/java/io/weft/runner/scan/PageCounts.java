package io.weft.runner.scan;

/** How many data pages of a column chunk were decoded, and how many were come across and passed by. */
final class PageCounts {
    private long read;
    private long passed;

    void addRead() {
        read++;
    }

    void addPassed() {
        passed++;
    }

    long read() {
        return read;
    }

    long passed() {
        return passed;
    }
}
