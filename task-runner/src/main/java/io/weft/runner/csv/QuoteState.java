package io.weft.runner.csv;

/** Whether the end of a piece of CSV lies within quotes, so that the record goes on in the next line. */
public final class QuoteState {
    private final CsvDialect dialect;
    private boolean isOpen;
    private boolean isFieldStart = true;

    /** At the beginning of a record. */
    public QuoteState(CsvDialect dialect) {
        this.dialect = dialect;
    }

    /** Goes back to the beginning of a record. */
    public void begin() {
        isOpen = false;
        isFieldStart = true;
    }

    /** Whether the record goes on. */
    public boolean isOpen() {
        return isOpen;
    }

    /** Takes in a further piece, which ends where a line does. */
    public void add(byte[] text, int start, int end) {
        for (int index = start; index < end; index++) {
            byte letter = text[index];
            if (!isOpen) {
                isOpen = isFieldStart && letter == dialect.quote();
                isFieldStart = letter == dialect.delimiter();
            } else if (isEscape(text, index, end)) {
                index++;
            } else if (letter == dialect.quote()) {
                isOpen = false;
                isFieldStart = false;
            }
        }
    }

    private boolean isEscape(byte[] text, int index, int end) {
        return text[index] == dialect.escape()
                && index + 1 < end
                && (text[index + 1] == dialect.quote() || text[index + 1] == dialect.escape());
    }
}
