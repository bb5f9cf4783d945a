package io.weft.expr;

import io.weft.error.ErrorCode;
import io.weft.error.NearestName;
import io.weft.error.WeftException;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Signature.Match;
import io.weft.type.Field;
import io.weft.type.ListType;
import io.weft.type.MapType;
import io.weft.type.Schema;
import io.weft.type.StructType;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Signatures that look into lists, maps and structs. */
final class NestedSignatures {
    private NestedSignatures() {}

    /** A list and an integer, for one of its elements. */
    static Signature element(String index) {
        return new RuleSignature("(list list<T>, " + index + " int) → T", arguments -> {
            boolean takes = arguments.size() == 2
                    && arguments.get(0).type() instanceof ListType
                    && Widening.exists(arguments.get(1).type(), Type.INT);
            return takes
                    ? Optional.of(match(
                            List.of(arguments.get(0), Expressions.cast(arguments.get(1), Type.INT)),
                            ((ListType) arguments.get(0).type()).element()))
                    : Optional.empty();
        });
    }

    /** A map and a key, for its value. */
    static Signature value() {
        return new RuleSignature("(map map<K,V>, key K) → V", arguments -> {
            if (arguments.size() != 2
                    || !(arguments.get(0).type() instanceof MapType map)
                    || map.key().isNested()
                    || !Widening.exists(arguments.get(1).type(), map.key())) {
                return Optional.empty();
            }
            Expression key = Expressions.cast(arguments.get(1), map.key());
            return Optional.of(match(List.of(arguments.get(0), key), map.value()));
        });
    }

    /** A list and a value that may be in it. */
    static Signature listAndElement(Type result) {
        return new RuleSignature("(list list<T>, value T) → " + result, arguments -> {
            if (arguments.size() != 2
                    || !(arguments.get(0).type() instanceof ListType list)
                    || list.element().isNested()
                    || !Widening.exists(arguments.get(1).type(), list.element())) {
                return Optional.empty();
            }
            Expression value = Expressions.cast(arguments.get(1), list.element());
            return Optional.of(match(List.of(arguments.get(0), value), result));
        });
    }

    /** A struct and the name of a field, a constant. */
    static Signature field() {
        return new RuleSignature("(struct struct, name constant string) → the field's type", arguments -> {
            boolean takes = arguments.size() == 2
                    && arguments.get(0).type() instanceof StructType
                    && arguments.get(1) instanceof Literal name
                    && name.value() instanceof String;
            return takes ? Optional.of(match(arguments, fieldType(arguments))) : Optional.empty();
        });
    }

    private static Type fieldType(List<Expression> arguments) {
        Schema fields = ((StructType) arguments.get(0).type()).schema();
        String name = String.valueOf(((Literal) arguments.get(1)).value());
        int index = fields.indexOf(name);
        if (index < 0) {
            throw new WeftException(
                    ErrorCode.COLUMN_NOT_FOUND,
                    "Cannot find field '%s' of %s: its fields are %s%s",
                    name,
                    arguments.get(0),
                    fields.names(),
                    NearestName.hint(name, fields.names()));
        }
        return fields.type(index);
    }

    /** Names, which are constants, each with a value behind it. */
    static Signature namedValues() {
        return new RuleSignature("(name constant string, value any, …) → struct", arguments -> {
            List<Field> fields = new ArrayList<>();
            for (int index = 0; index + 1 < arguments.size(); index += 2) {
                if (!(arguments.get(index) instanceof Literal name) || !(name.value() instanceof String text)) {
                    return Optional.empty();
                }
                fields.add(new Field(text, arguments.get(index + 1).type()));
            }
            boolean takes = !fields.isEmpty()
                    && arguments.size() % 2 == 0
                    && fields.stream().map(Field::name).distinct().count() == fields.size();
            return takes ? Optional.of(match(arguments, new StructType(new Schema(fields)))) : Optional.empty();
        });
    }

    /** Keys, which have a type in common, each with a value behind it. */
    static Signature entries() {
        return new RuleSignature("(key K, value V, …) → map<K,V>", arguments -> {
            if (arguments.isEmpty() || arguments.size() % 2 == 1) {
                return Optional.empty();
            }
            Optional<Type> key = Widening.commonType(everySecond(arguments, 0));
            Optional<Type> value = Widening.commonType(everySecond(arguments, 1));
            return key.isPresent() && value.isPresent() && !key.get().isNested()
                    ? Optional.of(entries(arguments, new MapType(key.get(), value.get())))
                    : Optional.empty();
        });
    }

    private static Match entries(List<Expression> arguments, MapType type) {
        List<Expression> converted = new ArrayList<>();
        for (Expression argument : arguments) {
            converted.add(Expressions.cast(argument, converted.size() % 2 == 0 ? type.key() : type.value()));
        }
        return match(converted, type);
    }

    private static List<Expression> everySecond(List<Expression> arguments, int first) {
        List<Expression> chosen = new ArrayList<>();
        for (int index = first; index < arguments.size(); index += 2) {
            chosen.add(arguments.get(index));
        }
        return chosen;
    }

    private static Match match(List<Expression> arguments, Type result) {
        return new Match(arguments, 0, result);
    }
}
