package io.weft.expr;

/** In which direction values are ordered, and where nulls stand. How two values compare is said in docs/semantics.md. */
public enum SortOrder {
    ASC_NULLS_FIRST("asc"),
    ASC_NULLS_LAST("asc nulls last"),
    DESC_NULLS_FIRST("desc nulls first"),
    DESC_NULLS_LAST("desc");

    private final String text;

    SortOrder(String text) {
        this.text = text;
    }

    /** Whether greater values come first. */
    public boolean isDescending() {
        return this == DESC_NULLS_FIRST || this == DESC_NULLS_LAST;
    }

    /** Whether nulls come before all values. */
    public boolean isNullsFirst() {
        return this == ASC_NULLS_FIRST || this == DESC_NULLS_FIRST;
    }

    /** As it is written after a column; nulls are mentioned where they do not stand as the least value would. */
    @Override
    public String toString() {
        return text;
    }
}
