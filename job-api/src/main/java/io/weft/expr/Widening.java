package io.weft.expr;

import io.weft.expr.Expression.Literal;
import io.weft.type.DecimalType;
import io.weft.type.Field;
import io.weft.type.ListType;
import io.weft.type.MapType;
import io.weft.type.Schema;
import io.weft.type.StructType;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which values are taken for those of another type without a cast of the author's, as docs/semantics.md says. */
final class Widening {
    private static final List<Type> INTEGERS = List.of(Type.TINYINT, Type.SMALLINT, Type.INT, Type.BIGINT);

    private Widening() {}

    /** Whether values of one type stand for those of the other. */
    static boolean exists(Type from, Type to) {
        if (from.equals(to)) {
            return true;
        }
        if (to.equals(Type.DOUBLE)) {
            return from.isNumeric();
        }
        return from.isInteger() && to.isInteger() && INTEGERS.indexOf(from) < INTEGERS.indexOf(to);
    }

    /** The type that all these stand for; nothing where there is none. */
    static Optional<Type> commonType(List<Expression> expressions) {
        Type common = typeOf(expressions, expressions.get(0));
        for (Expression expression : expressions) {
            Optional<Type> wider = wider(common, typeOf(expressions, expression));
            if (wider.isEmpty()) {
                return wider;
            }
            common = wider.get();
        }
        return Optional.of(common);
    }

    /** An integer literal beside a decimal is a decimal of its own digits. */
    private static Type typeOf(List<Expression> all, Expression expression) {
        return expression instanceof Literal literal
                        && literal.type().isInteger()
                        && literal.value() instanceof Number number
                        && all.stream().anyMatch(other -> other.type() instanceof DecimalType)
                ? Type.decimal(BigDecimal.valueOf(number.longValue()).precision(), 0)
                : expression.type();
    }

    private static Optional<Type> wider(Type left, Type right) {
        if (exists(left, right)) {
            return Optional.of(right);
        }
        if (exists(right, left)) {
            return Optional.of(left);
        }
        if (left.isNested() && right.isNested()) {
            return widerNested(left, right);
        }
        if (left.isNumeric() && right.isNumeric() && (left.equals(Type.FLOAT) || right.equals(Type.FLOAT))) {
            return Optional.of(Type.DOUBLE);
        }
        Optional<DecimalType> first = asDecimal(left);
        Optional<DecimalType> second = asDecimal(right);
        return first.isPresent() && second.isPresent()
                ? Optional.of(DecimalRules.common(first.get(), second.get()))
                : Optional.empty();
    }

    /** A list, map or struct of what the parts have in common. Keys stay what they are: two of them might become the same. */
    private static Optional<Type> widerNested(Type left, Type right) {
        if (left instanceof ListType list && right instanceof ListType other) {
            return wider(list.element(), other.element()).map(Type::list);
        }
        if (left instanceof MapType map && right instanceof MapType other) {
            return map.key().equals(other.key())
                    ? wider(map.value(), other.value()).map(value -> Type.map(map.key(), value))
                    : Optional.empty();
        }
        return left instanceof StructType struct && right instanceof StructType other
                ? widerStruct(struct, other)
                : Optional.empty();
    }

    private static Optional<Type> widerStruct(StructType left, StructType right) {
        if (!left.schema().names().equals(right.schema().names())) {
            return Optional.empty();
        }
        List<Field> fields = new ArrayList<>();
        for (int field = 0; field < left.fields().size(); field++) {
            String name = left.fields().get(field).name();
            wider(left.schema().type(field), right.schema().type(field))
                    .ifPresent(common -> fields.add(new Field(name, common)));
        }
        return fields.size() == left.fields().size()
                ? Optional.of(new StructType(new Schema(fields)))
                : Optional.empty();
    }

    private static Optional<DecimalType> asDecimal(Type type) {
        if (type instanceof DecimalType decimal) {
            return Optional.of(decimal);
        }
        return type.isInteger() ? Optional.of(DecimalRules.ofInteger(type)) : Optional.empty();
    }
}
