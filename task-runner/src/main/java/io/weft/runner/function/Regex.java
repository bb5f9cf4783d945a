package io.weft.runner.function;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.weft.expr.Expression.Invoke;

/** The regular expression that is the second argument of a call. It takes time in proportion to the text, whatever it says. */
final class Regex {
    private final LastPattern<Pattern> last;

    Regex(Invoke call) {
        Refusal refusal = new Refusal(call);
        last = new LastPattern<>((regex, unused) -> compile(regex, refusal));
    }

    /** A matcher of the first argument, whose places are bytes counted from the text's start. */
    Matcher matcher(Arguments in) {
        return last.of(in, 1, "").matcher(PatternKernels.copy(in, 0));
    }

    private static Pattern compile(String regex, Refusal refusal) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw refusal.invalid(
                    "'" + regex + "' is not a regular expression: " + e.getDescription(),
                    "RE2 syntax, without references back and without looking around");
        }
    }
}
