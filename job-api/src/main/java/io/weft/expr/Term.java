package io.weft.expr;

import io.weft.type.Type;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/** A computation as its author wrote it: names are not looked up and types not known. */
public sealed interface Term {
    /** The name of the column that this term makes where its author gave none. */
    default String defaultName() {
        return toString();
    }

    /** The same with other terms in place of those that it is made of. */
    default Term mapParts(UnaryOperator<Term> change) {
        return this;
    }

    /** A column by its name. */
    record Name(String name) implements Term {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A constant. */
    record Constant(Expression.Literal literal) implements Term {
        @Override
        public String toString() {
            return literal.toString();
        }
    }

    /** A function of other terms. */
    record Apply(Function function, List<Term> arguments) implements Term {
        public Apply {
            arguments = List.copyOf(arguments);
        }

        @Override
        public Term mapParts(UnaryOperator<Term> change) {
            return new Apply(function, arguments.stream().map(change).toList());
        }

        @Override
        public String toString() {
            return function.write(arguments.stream().map(Term::toString).toList());
        }
    }

    /** A scalar function, by its name, of other terms. */
    record Invoke(String function, List<Term> arguments) implements Term {
        public Invoke {
            arguments = List.copyOf(arguments);
        }

        @Override
        public Term mapParts(UnaryOperator<Term> change) {
            return new Invoke(function, arguments.stream().map(change).toList());
        }

        @Override
        public String toString() {
            return ScalarFunction.write(
                    function, arguments.stream().map(Term::toString).toList());
        }
    }

    /** A function of the job's own, of other terms. */
    record UserCall(UserFunction function, List<Term> arguments, Type type) implements Term {
        public UserCall {
            arguments = List.copyOf(arguments);
        }

        @Override
        public Term mapParts(UnaryOperator<Term> change) {
            return new UserCall(function, arguments.stream().map(change).toList(), type);
        }

        @Override
        public String toString() {
            return ScalarFunction.write(
                    function.name(), arguments.stream().map(Term::toString).toList());
        }
    }

    /** A term in another type. */
    record CastTo(Term input, Type type, Misfit misfit) implements Term {
        @Override
        public Term mapParts(UnaryOperator<Term> change) {
            return new CastTo(change.apply(input), type, misfit);
        }

        @Override
        public String toString() {
            return (misfit == Misfit.FAILS ? "cast(" : "try_cast(") + input + " as " + type + ")";
        }
    }

    /** An aggregate over a group; no arguments for {@code count(*)}. It takes the rows for which the filter is true, or all. */
    record Aggregated(AggregateCall call, List<Term> arguments, Optional<Term> filter) implements Term {
        public Aggregated {
            arguments = List.copyOf(arguments);
        }

        /** An aggregate over all rows. */
        public Aggregated(AggregateFunction function, List<Term> arguments) {
            this(AggregateCall.of(function), arguments, Optional.empty());
        }

        /** The same with the number that the function gives to a user's own aggregate. */
        public Aggregated numbered(ToIntFunction<Object> number) {
            return new Aggregated(call.numbered(number), arguments, filter);
        }

        @Override
        public Term mapParts(UnaryOperator<Term> change) {
            return new Aggregated(call, arguments.stream().map(change).toList(), filter.map(change));
        }

        @Override
        public String toString() {
            return call.write(arguments)
                    + filter.map(condition -> " where " + condition).orElse("");
        }
    }

    /** Whether a key is left out of the set that a row is grouped by: 1 where it is, 0 where not. */
    record Grouping(String key) implements Term {
        @Override
        public String toString() {
            return "grouping(" + key + ")";
        }
    }

    /** A function of a row's place in a window; it stands in {@link Over} only. */
    record WindowCall(WindowFunction function, List<Term> arguments, long number) implements Term {
        public WindowCall {
            arguments = List.copyOf(arguments);
        }

        @Override
        public Term mapParts(UnaryOperator<Term> change) {
            return new WindowCall(function, arguments.stream().map(change).toList(), number);
        }

        @Override
        public String toString() {
            return WindowColumn.written(function, arguments, number);
        }
    }

    /** A {@link WindowCall} or an {@link Aggregated} over the rows of a window. */
    record Over(Term function, WindowTerm window) implements Term {
        @Override
        public Term mapParts(UnaryOperator<Term> change) {
            List<Term> partition = window.partition().stream().map(change).toList();
            List<WindowTerm.Key> order = window.order().stream()
                    .map(key -> new WindowTerm.Key(change.apply(key.term()), key.order()))
                    .toList();
            return new Over(change.apply(function), new WindowTerm(partition, order, window.frame()));
        }

        @Override
        public String toString() {
            return function + " over " + window;
        }
    }

    /** A term with the name of the column that it makes. */
    record Named(Term input, String name) implements Term {
        @Override
        public String defaultName() {
            return name;
        }

        @Override
        public Term mapParts(UnaryOperator<Term> change) {
            return new Named(change.apply(input), name);
        }

        @Override
        public String toString() {
            return input + " as " + name;
        }
    }
}
