package io.weft.expr;

import io.weft.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Values that must have a type in common, perhaps with conditions between them. */
final class SameTypeSignature implements Signature {
    private final String text;
    private final Layout layout;
    private final UnaryOperator<Type> result;
    private final Predicate<Type> takes;

    /** Which of so many arguments are conditions; null where there cannot be so many. */
    interface Layout {
        @Nullable Set<Integer> conditions(int arguments);
    }

    /**
     * @param result the type of the result by that of the values
     * @param takes the types that values may have
     */
    private SameTypeSignature(String text, Layout layout, UnaryOperator<Type> result, Predicate<Type> takes) {
        this.text = text;
        this.layout = layout;
        this.result = result;
        this.takes = takes;
    }

    /** Values only, of which there are so many; the result is one of them. */
    static SameTypeSignature values(String text, int least, int most) {
        return new SameTypeSignature(
                text, count -> count < least || count > most ? null : Set.of(), UnaryOperator.identity(), type -> true);
    }

    /** The same with a result of another type. */
    SameTypeSignature gives(UnaryOperator<Type> other) {
        return new SameTypeSignature(text, layout, other, takes);
    }

    /** The same for values that are compared, which lists, maps and structs are not. */
    SameTypeSignature compared() {
        return new SameTypeSignature(text, layout, result, type -> !type.isNested());
    }

    /** Pairs of a condition and a value and perhaps a value behind them. */
    static SameTypeSignature pairs(String text, int most) {
        return new SameTypeSignature(
                text,
                count -> count < 2 || count > most ? null : evenPlaces(count),
                UnaryOperator.identity(),
                type -> true);
    }

    private static Set<Integer> evenPlaces(int count) {
        return Set.copyOf(
                IntStream.range(0, count / 2).map(pair -> 2 * pair).boxed().toList());
    }

    @Override
    public Optional<Match> match(List<Expression> arguments) {
        Set<Integer> conditions = layout.conditions(arguments.size());
        if (conditions == null) {
            return Optional.empty();
        }
        List<Expression> values = new ArrayList<>();
        for (int index = 0; index < arguments.size(); index++) {
            if (!conditions.contains(index)) {
                values.add(arguments.get(index));
            } else if (!arguments.get(index).type().equals(Type.BOOLEAN)) {
                return Optional.empty();
            }
        }
        return Widening.commonType(values).filter(takes).map(common -> match(arguments, conditions, common));
    }

    private Match match(List<Expression> arguments, Set<Integer> conditions, Type common) {
        List<Expression> converted = new ArrayList<>();
        for (int index = 0; index < arguments.size(); index++) {
            Expression argument = arguments.get(index);
            converted.add(conditions.contains(index) ? argument : Expressions.cast(argument, common));
        }
        return new Match(converted, 0, result.apply(common));
    }

    @Override
    public String toString() {
        return text;
    }
}
