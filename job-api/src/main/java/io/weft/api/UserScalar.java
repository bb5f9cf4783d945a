package io.weft.api;

import io.weft.expr.Term;
import io.weft.expr.UserFunction;
import io.weft.type.Type;
import java.util.Arrays;

/** A scalar function of the job's own, made by {@link JobContext#function}; it may be called in any number of columns. */
public final class UserScalar {
    private final UserFunction function;
    private final Type type;

    UserScalar(UserFunction function, Type type) {
        this.function = function;
        this.type = type;
    }

    /** The function of columns and constants. */
    public Column call(Object... arguments) {
        return new Column(new Term.UserCall(
                function,
                Arrays.stream(arguments).map(value -> Column.of(value).term()).toList(),
                type));
    }
}
