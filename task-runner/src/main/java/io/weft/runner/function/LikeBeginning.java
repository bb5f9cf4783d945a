package io.weft.runner.function;

import io.weft.expr.Expression;
import io.weft.expr.Expression.Invoke;
import io.weft.expr.Expression.Literal;
import java.nio.charset.StandardCharsets;

/** What all texts begin with for which {@code like} or {@code startswith} holds: so much of their pattern as is known before there are rows. */
public final class LikeBeginning {
    private LikeBeginning() {}

    /** The bytes at the front of every text that passes the call; none where nothing is known, or for another function. */
    public static byte[] of(Invoke call) {
        if (!(call.arguments().size() > 1 && call.argument(1) instanceof Literal literal)
                || !(literal.value() instanceof String pattern)) {
            return new byte[0];
        }
        return switch (call.function().name()) {
            case "startswith" -> pattern.getBytes(StandardCharsets.UTF_8);
            case "like" ->
                call.arguments().size() == 2 ? beginning(pattern, "\\") : beginning(pattern, call.argument(2));
            default -> new byte[0];
        };
    }

    private static byte[] beginning(String pattern, Expression escape) {
        return escape instanceof Literal literal && literal.value() instanceof String text
                ? beginning(pattern, text)
                : new byte[0];
    }

    /** Up to the first letter that does not stand for itself. */
    private static byte[] beginning(String pattern, String escape) {
        int end = 0;
        while (end < pattern.length() && !isSpecial(pattern, end, escape)) {
            end += Character.charCount(pattern.codePointAt(end));
        }
        return pattern.substring(0, end).getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isSpecial(String pattern, int place, String escape) {
        char letter = pattern.charAt(place);
        return letter == '%' || letter == '_' || pattern.startsWith(escape, place);
    }
}
