package io.weft.expr;

import io.weft.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A column that is computed of the rows of a window, with every name and type resolved. */
public sealed interface WindowColumn {
    /** The name of the column. */
    String name();

    Type type();

    /** The rows that it sees; all of the partition for a function that takes no frame. */
    Frame frame();

    /** Every expression that it computes of its input. */
    List<Expression> expressions();

    /** The same with other expressions. */
    WindowColumn map(UnaryOperator<Expression> change);

    /**
     * A function of the row's place.
     *
     * @param arguments the value, and for {@code LAG} and {@code LEAD} the default, where there is one
     * @param number the distance, the place, or how many parts there are; 0 where the function takes none
     */
    record Placed(WindowFunction function, List<Expression> arguments, long number, Frame frame, String name, Type type)
            implements WindowColumn {
        public Placed {
            arguments = List.copyOf(arguments);
        }

        /** What stands where there is no row at the distance. */
        public Optional<Expression> defaultValue() {
            return arguments.size() > 1 ? Optional.of(arguments.get(1)) : Optional.empty();
        }

        @Override
        public List<Expression> expressions() {
            return arguments;
        }

        @Override
        public WindowColumn map(UnaryOperator<Expression> change) {
            return new Placed(function, arguments.stream().map(change).toList(), number, frame, name, type);
        }

        @Override
        public String toString() {
            return written(function, arguments, number) + (function.takesFrame() ? " " + frame : "") + " as " + name;
        }
    }

    /** An aggregate of the rows of a frame. */
    record Aggregated(Aggregate aggregate, Frame frame) implements WindowColumn {
        @Override
        public String name() {
            return aggregate.name();
        }

        @Override
        public Type type() {
            return aggregate.type();
        }

        @Override
        public List<Expression> expressions() {
            return aggregate.expressions();
        }

        @Override
        public WindowColumn map(UnaryOperator<Expression> change) {
            return new Aggregated(aggregate.map(change), frame);
        }

        @Override
        public String toString() {
            return aggregate + " " + frame;
        }
    }

    /** Writes a call. */
    static String written(WindowFunction function, List<?> arguments, long number) {
        List<String> inner = new ArrayList<>();
        arguments.forEach(argument -> inner.add(argument.toString()));
        if (function.takesNumber()) {
            inner.add(Math.min(1, inner.size()), Long.toString(number));
        }
        return inner.stream().collect(Collectors.joining(", ", function + "(", ")"));
    }
}
