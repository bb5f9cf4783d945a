package io.weft.expr;

import io.weft.type.Type;
import java.util.List;
import java.util.Optional;

/** Which arguments a function takes, and the type of what it gives. {@link Object#toString} writes it for authors. */
public interface Signature {
    /** The arguments as the function computes with them, and the type of the result; nothing where they do not go with it. */
    Optional<Match> match(List<Expression> arguments);

    /**
     * Arguments that go with a signature.
     *
     * @param arguments with the casts that were needed
     * @param casts how many these are; the signature with the least is meant
     */
    record Match(List<Expression> arguments, int casts, Type result) {
        public Match {
            arguments = List.copyOf(arguments);
        }
    }
}
