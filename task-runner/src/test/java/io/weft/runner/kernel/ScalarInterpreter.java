package io.weft.runner.kernel;

import io.weft.error.ErrorCode;
import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.Cast;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Function;
import io.weft.expr.Misfit;
import io.weft.runner.vector.Bytes;
import io.weft.type.DecimalType;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What docs/semantics.md says, for one row of Java values and as plainly as Java can say it: the measure of the kernels, with which it shares no code.
 */
final class ScalarInterpreter {
    private final List<@Nullable Object> row;

    ScalarInterpreter(List<@Nullable Object> row) {
        this.row = row;
    }

    @Nullable Object value(Expression expression) {
        if (expression instanceof InputColumn column) {
            return row.get(column.index());
        }
        if (expression instanceof Literal literal) {
            return literal.value() instanceof byte[] bytes ? Bytes.of(bytes) : literal.value();
        }
        return expression instanceof Call call ? call(call) : cast((Cast) expression);
    }

    /** Whether a filter keeps the row: unlike {@link #value} it asks nothing further once the answer cannot be yes. */
    boolean holds(Expression condition) {
        if (!(condition instanceof Call call)) {
            return Boolean.TRUE.equals(value(condition));
        }
        return switch (call.function()) {
            case AND -> holds(call.argument(0)) && holds(call.argument(1));
            case OR -> holds(call.argument(0)) || holds(call.argument(1));
            case NOT -> fails(call.argument(0));
            default -> Boolean.TRUE.equals(value(condition));
        };
    }

    private boolean fails(Expression condition) {
        if (!(condition instanceof Call call)) {
            return Boolean.FALSE.equals(value(condition));
        }
        return switch (call.function()) {
            case AND -> fails(call.argument(0)) || fails(call.argument(1));
            case OR -> fails(call.argument(0)) && fails(call.argument(1));
            case NOT -> holds(call.argument(0));
            default -> Boolean.FALSE.equals(value(condition));
        };
    }

    private @Nullable Object call(Call call) {
        Object left = value(call.argument(0));
        return switch (call.function()) {
            case IS_NULL -> left == null;
            case IS_NOT_NULL -> left != null;
            case AND -> and(left, call.argument(1));
            case OR -> not(and(not(left), new Call(Function.NOT, List.of(call.argument(1)), Type.BOOLEAN)));
            case NOT -> not(left);
            case NEGATE -> left == null ? null : negated(left);
            default -> binary(call, left, value(call.argument(1)));
        };
    }

    private static @Nullable Object binary(Call call, @Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return null;
        }
        return call.function().kind() == Function.Kind.COMPARISON
                ? compares(call.function(), order(left, right))
                : computed(call, left, right);
    }

    private @Nullable Object and(@Nullable Object left, Expression other) {
        if (Boolean.FALSE.equals(left)) {
            return false;
        }
        Object right = value(other);
        if (Boolean.FALSE.equals(right)) {
            return false;
        }
        return (left == null || right == null) ? null : true;
    }

    private static @Nullable Object not(@Nullable Object value) {
        return value == null ? null : !(Boolean) value;
    }

    private static boolean compares(Function comparison, int order) {
        return switch (comparison) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
            default -> throw new IllegalArgumentException(comparison.name());
        };
    }

    private static int order(Object left, Object right) {
        if (left instanceof Float first && right instanceof Float second) {
            return Float.compare(first == 0 ? 0f : first, second == 0 ? 0f : second);
        }
        if (left instanceof Double first && right instanceof Double second) {
            double x = first == 0 ? 0.0 : first;
            double y = second == 0 ? 0.0 : second;
            return Double.compare(x, y);
        }
        if (left instanceof Instant first && right instanceof Instant second) {
            return first.compareTo(second);
        }
        if (left instanceof LocalDateTime first && right instanceof LocalDateTime second) {
            return first.compareTo(second);
        }
        if (left instanceof Bytes first && right instanceof Bytes second) {
            return first.compareTo(second);
        }
        if (left instanceof String first && right instanceof String second) {
            // The order of code points is that of their UTF-8 bytes.
            return Arrays.compare(
                    first.codePoints().toArray(), second.codePoints().toArray());
        }
        if (left instanceof BigDecimal first && right instanceof BigDecimal second) {
            return first.compareTo(second);
        }
        if (left instanceof LocalDate first && right instanceof LocalDate second) {
            return Long.compare(first.toEpochDay(), second.toEpochDay());
        }
        if (left instanceof Boolean first && right instanceof Boolean second) {
            return Boolean.compare(first, second);
        }
        return Long.compare(((Number) left).longValue(), ((Number) right).longValue());
    }

    private static Object negated(Object value) {
        try {
            if (value instanceof Byte || value instanceof Short) {
                return narrowed(-((Number) value).intValue(), value);
            }
            if (value instanceof Integer number) {
                return Math.negateExact(number);
            }
            if (value instanceof Long number) {
                return Math.negateExact(number);
            }
        } catch (ArithmeticException overflow) {
            throw new Undefined(ErrorCode.ARITHMETIC);
        }
        if (value instanceof Float number) {
            return -number;
        }
        return value instanceof Double number ? (Object) (-number) : ((BigDecimal) value).negate();
    }

    /** The value as another byte or short, or an overflow. */
    private static Object narrowed(int value, Object like) {
        if (like instanceof Byte ? value != (byte) value : value != (short) value) {
            throw new ArithmeticException("overflow");
        }
        return like instanceof Byte ? (Object) (byte) value : (short) value;
    }

    private static Object computed(Call call, Object left, Object right) {
        try {
            if (left instanceof Byte || left instanceof Short) {
                int x = ((Number) left).intValue();
                return narrowed((Integer) ints(call.function(), x, ((Number) right).intValue()), left);
            }
            if (left instanceof Float x && right instanceof Float y) {
                return floats(call.function(), x, y);
            }
            if (left instanceof Integer x && right instanceof Integer y) {
                return ints(call.function(), x, y);
            }
            if (left instanceof Long x && right instanceof Long y) {
                return longs(call.function(), x, y);
            }
            if (left instanceof Double x && right instanceof Double y) {
                return doubles(call.function(), x, y);
            }
            return decimals(call.function(), (BigDecimal) left, (BigDecimal) right, (DecimalType) call.type());
        } catch (ArithmeticException noResult) {
            throw new Undefined(ErrorCode.ARITHMETIC);
        }
    }

    private static Object ints(Function function, int x, int y) {
        return switch (function) {
            case ADD -> Math.addExact(x, y);
            case SUBTRACT -> Math.subtractExact(x, y);
            case MULTIPLY -> Math.multiplyExact(x, y);
            case MODULO -> x % y;
            default -> throw new IllegalArgumentException(function.name());
        };
    }

    private static Object longs(Function function, long x, long y) {
        return switch (function) {
            case ADD -> Math.addExact(x, y);
            case SUBTRACT -> Math.subtractExact(x, y);
            case MULTIPLY -> Math.multiplyExact(x, y);
            case MODULO -> x % y;
            default -> throw new IllegalArgumentException(function.name());
        };
    }

    private static Object floats(Function function, float x, float y) {
        if (y == 0 && function == Function.MODULO) {
            throw new ArithmeticException("division by zero");
        }
        return switch (function) {
            case ADD -> x + y;
            case SUBTRACT -> x - y;
            case MULTIPLY -> x * y;
            case MODULO -> x % y;
            default -> throw new IllegalArgumentException(function.name());
        };
    }

    private static Object doubles(Function function, double x, double y) {
        if (y == 0 && (function == Function.DIVIDE || function == Function.MODULO)) {
            throw new ArithmeticException("division by zero");
        }
        return switch (function) {
            case ADD -> x + y;
            case SUBTRACT -> x - y;
            case MULTIPLY -> x * y;
            case DIVIDE -> x / y;
            case MODULO -> x % y;
            default -> throw new IllegalArgumentException(function.name());
        };
    }

    private static Object decimals(Function function, BigDecimal x, BigDecimal y, DecimalType type) {
        BigDecimal result = switch (function) {
            case ADD -> x.add(y);
            case SUBTRACT -> x.subtract(y);
            case MULTIPLY -> x.multiply(y);
            case DIVIDE -> x.divide(y, type.scale(), RoundingMode.HALF_UP);
            case MODULO -> x.remainder(y);
            default -> throw new IllegalArgumentException(function.name());
        };
        BigDecimal rounded = result.setScale(type.scale(), RoundingMode.HALF_UP);
        if (rounded.precision() > type.precision()) {
            throw new ArithmeticException("overflow");
        }
        return rounded;
    }

    private @Nullable Object cast(Cast cast) {
        Object value = value(cast.input());
        if (value == null) {
            return null;
        }
        try {
            return ScalarCasts.cast(value, cast.type());
        } catch (Undefined misfit) {
            if (cast.misfit() == Misfit.IS_NULL) {
                return null;
            }
            throw misfit;
        }
    }
}
