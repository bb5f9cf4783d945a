package io.weft.runner.kernel;

import io.weft.expr.Expression;
import io.weft.expr.Expression.Invoke;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Chooses the evaluators of functions that give one of their arguments. */
final class Choices {
    private static final Set<String> NAMES = Set.of("case", "coalesce", "ifnull", "greatest", "least");

    private final Function<Expression, Evaluator> operands;

    Choices(Function<Expression, Evaluator> operands) {
        this.operands = operands;
    }

    /** The functions that this knows. */
    static Set<String> names() {
        return NAMES;
    }

    static boolean isChoice(Invoke call) {
        return NAMES.contains(call.function().name());
    }

    Evaluator compile(Invoke call) {
        return switch (call.function().name()) {
            case "case" -> conditional(call);
            case "coalesce", "ifnull" -> new FirstPresent(operands(call.arguments()), call.type());
            case "greatest" -> extreme(call, 1);
            case "least" -> extreme(call, -1);
            default -> throw new IllegalArgumentException("Not a choice: " + call);
        };
    }

    private List<Evaluator> operands(List<Expression> arguments) {
        return arguments.stream().map(operands).toList();
    }

    private Evaluator conditional(Invoke call) {
        PredicateCompiler predicates = new PredicateCompiler(operands);
        List<Predicate> conditions = new ArrayList<>();
        List<Evaluator> values = new ArrayList<>();
        List<Expression> arguments = call.arguments();
        for (int index = 0; index + 1 < arguments.size(); index += 2) {
            conditions.add(predicates.whereTrue(arguments.get(index)));
            values.add(operands.apply(arguments.get(index + 1)));
        }
        if (arguments.size() % 2 == 1) {
            values.add(operands.apply(arguments.get(arguments.size() - 1)));
        }
        return new Conditional(conditions, values, call.type());
    }

    private Evaluator extreme(Invoke call, int wantedSign) {
        Signs signs = Signs.of(call.type(), call.type());
        Evaluator extreme = operands.apply(call.argument(0));
        for (Expression argument : call.arguments().subList(1, call.arguments().size())) {
            extreme = new Extreme(extreme, operands.apply(argument), signs, wantedSign, call.type());
        }
        return extreme;
    }
}
