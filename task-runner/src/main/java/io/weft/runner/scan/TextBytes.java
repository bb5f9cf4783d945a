package io.weft.runner.scan;

/** The bytes of a range of a file as UTF-8, whatever its compression and encoding. Used by one thread. */
interface TextBytes extends AutoCloseable {
    /** Reads bytes, at least one; -1 when there are no more. Goes on behind the range as long as it is asked. */
    int read(byte[] target);

    /** The place in the text where the range's own part begins. */
    long start();

    /**
     * The place in the text behind which no line of the range begins; a line that begins there does. As long as it is not known it is the
     * largest of all numbers.
     */
    long end();

    /** Whether the range begins with the first byte of the file. */
    boolean isFromBeginning();

    /** Whether there are no bytes of the range's own. */
    boolean isEmpty();

    @Override
    void close();
}
