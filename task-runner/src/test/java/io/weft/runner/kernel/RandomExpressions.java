package io.weft.runner.kernel;

import io.weft.expr.CastRules;
import io.weft.expr.Expression;
import io.weft.expr.Function;
import io.weft.type.DecimalType;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Trees of all functions over columns of all types. */
final class RandomExpressions {
    /** Decimals of the sizes at which the rules and the loops change. */
    static final List<DecimalType> DECIMALS = List.of(
            Type.decimal(1, 0),
            Type.decimal(5, 2),
            Type.decimal(15, 2),
            Type.decimal(6, 6),
            Type.decimal(18, 6),
            Type.decimal(19, 0),
            Type.decimal(20, 4),
            Type.decimal(38, 0),
            Type.decimal(38, 10),
            Type.decimal(38, 38));

    static final List<Type> TYPES = new ArrayList<>(Arrays.asList(SimpleType.values()));

    static {
        TYPES.addAll(DECIMALS);
    }

    private static final List<Type> NUMBERS =
            TYPES.stream().filter(Type::isNumeric).toList();

    private final Random random;
    private final List<Type> columns;
    private final RandomValues values;

    RandomExpressions(Random random, List<Type> columns, RandomValues values) {
        this.random = random;
        this.columns = columns;
        this.values = values;
    }

    static List<Function> functions(Function.Kind kind) {
        return Arrays.stream(Function.values())
                .filter(function -> function.kind() == kind)
                .toList();
    }

    /** An expression of the type, or of another decimal where one is asked for. */
    Expression ofType(Type type, int depth) {
        if (depth == 0 || random.nextInt(6) == 0) {
            return leaf(type);
        }
        if (type.equals(Type.BOOLEAN)) {
            return condition(depth);
        }
        if (type.isNumeric() && random.nextInt(4) != 0) {
            return number(type, depth);
        }
        Type from = pick(TYPES);
        if (!CastRules.exists(from, type)) {
            return leaf(type);
        }
        Expression input = ofType(from, depth - 1);
        return random.nextInt(3) == 0 ? TypedExpressions.tryCast(input, type) : TypedExpressions.cast(input, type);
    }

    private Expression leaf(Type type) {
        List<Integer> candidates = new ArrayList<>();
        for (int index = 0; index < columns.size(); index++) {
            if (columns.get(index).equals(type)) {
                candidates.add(index);
            }
        }
        if (candidates.isEmpty() || random.nextInt(4) == 0) {
            return TypedExpressions.literal(random.nextInt(8) == 0 ? null : values.next(type), type);
        }
        return TypedExpressions.column(pick(candidates), type);
    }

    private Expression number(Type type, int depth) {
        Type wanted = type instanceof DecimalType ? pick(DECIMALS) : type;
        if (random.nextInt(8) == 0) {
            return TypedExpressions.negate(ofType(wanted, depth - 1));
        }
        Function function = pick(List.of(Function.ADD, Function.SUBTRACT, Function.MULTIPLY, Function.MODULO));
        if ((type.equals(Type.DOUBLE) || type instanceof DecimalType) && random.nextInt(4) == 0) {
            function = Function.DIVIDE;
        }
        return TypedExpressions.arithmetic(function, ofType(type, depth - 1), ofType(wanted, depth - 1));
    }

    private Expression condition(int depth) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> logic(Function.AND, depth);
            case 2 -> logic(Function.OR, depth);
            case 3 -> TypedExpressions.logic(Function.NOT, ofType(Type.BOOLEAN, depth - 1));
            case 4 -> TypedExpressions.logic(pick(functions(Function.Kind.NULL_TEST)), ofType(pick(TYPES), depth - 1));
            default -> {
                Type left = pick(TYPES);
                Type right = left.isNumeric() ? pick(NUMBERS) : left;
                yield TypedExpressions.compare(
                        pick(functions(Function.Kind.COMPARISON)), ofType(left, depth - 1), ofType(right, depth - 1));
            }
        };
    }

    private Expression logic(Function function, int depth) {
        return TypedExpressions.logic(function, ofType(Type.BOOLEAN, depth - 1), ofType(Type.BOOLEAN, depth - 1));
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
