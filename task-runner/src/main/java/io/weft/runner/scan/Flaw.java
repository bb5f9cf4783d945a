package io.weft.runner.scan;

/**
 * What is wrong with a record or with a file's head.
 *
 * @param advice what to do about it, as in "mend it"
 */
record Flaw(String reason, String advice) {
    private static final String MEND = "mend it";

    /** Of a record that has to be mended. */
    static Flaw of(String reason) {
        return new Flaw(reason, MEND);
    }
}
