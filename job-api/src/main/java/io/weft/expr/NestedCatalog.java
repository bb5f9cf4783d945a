package io.weft.expr;

import static io.weft.expr.FunctionBuilder.call;

import io.weft.expr.Expression.Literal;
import io.weft.expr.ScalarFunction.Area;
import io.weft.expr.ScalarFunction.NullRule;
import io.weft.type.ListType;
import io.weft.type.MapType;
import io.weft.type.Type;
import java.util.List;

/** Functions of lists, maps and structs. */
final class NestedCatalog {
    private static final int ANY_NUMBER = Integer.MAX_VALUE;
    private static final ListType TEXTS = new ListType(Type.STRING);
    private static final Parameter LIST = Parameter.of("list", "list", type -> type instanceof ListType);
    private static final Parameter MAP = Parameter.of("map", "map", type -> type instanceof MapType);
    private static final Parameter SORTED = Parameter.of(
            "list",
            "list",
            type -> type instanceof ListType list && !list.element().isNested());
    private static final Term NO_STRING = new Term.Constant(new Literal(null, Type.STRING));
    private static final Term NUMBERS = call("array", 3, 1, 2);
    private static final Term PRICES = call("map", "pear", 3, "plum", 5);

    private NestedCatalog() {}

    static List<ScalarFunction> constructors() {
        return List.of(
                function("array")
                        .minding(NullRule.OWN)
                        .takes(SameTypeSignature.values("(element T, …) → list<T>", 1, ANY_NUMBER)
                                .gives(ListType::new))
                        .says("The list of the values, nulls included.")
                        .example("[3,1,2]", 3, 1, 2),
                function("map")
                        .minding(NullRule.OWN)
                        .takes(NestedSignatures.entries())
                        .says(
                                "The map of keys and their values. A null key is an error, and so is a key that comes twice.")
                        .example("{\"pear\":3,\"plum\":5}", "pear", 3, "plum", 5),
                function("named_struct")
                        .minding(NullRule.OWN)
                        .takes(NestedSignatures.namedValues())
                        .says("The struct of the values under these names.")
                        .example("{\"a\":1,\"b\":\"x\"}", "a", 1, "b", "x"),
                function("sequence")
                        .takes(sequence(Type.INT), sequence(Type.BIGINT), steps(Type.INT), steps(Type.BIGINT))
                        .says(
                                "The numbers from the first to the last, in steps of 1, or -1 where the last is less, or as told. A step that"
                                        + " leads away, and more than a million numbers, are errors.")
                        .example("[1,3,5]", 1, 6, 2),
                function("split")
                        .takes(
                                PlainSignature.of(TEXTS, text("text"), text("regex")),
                                PlainSignature.of(TEXTS, text("text"), text("regex"), Parameter.of("limit", Type.INT)))
                        .says(
                                "The parts between matches of the regular expression; where the limit is positive, not more, and the last"
                                        + " has the rest.")
                        .example("[\"a\",\"b\",\"\",\"c\"]", "a,b,,c", ","));
    }

    static List<ScalarFunction> accessors() {
        return List.of(
                function("get")
                        .takes(NestedSignatures.element("index"), NestedSignatures.value())
                        .says(
                                "The element of a list, counted from 0, or the value of a key in a map; null where there is none. Written"
                                        + " `list.getItem(index)`.")
                        .example("3", NUMBERS, 0),
                function("element_at")
                        .takes(NestedSignatures.element("place"), NestedSignatures.value())
                        .says(
                                "The element of a list, counted from 1, or from the end where negative; an error where there is none. The value of a"
                                        + " key in a map; null where there is none.")
                        .example("2", NUMBERS, -1),
                function("get_field")
                        .takes(NestedSignatures.field())
                        .says("The value of a field. Written `struct.getField(name)`.")
                        .example("x", call("named_struct", "a", 1, "b", "x"), "b"),
                function("size")
                        .takes(PlainSignature.of(Type.INT, LIST), PlainSignature.of(Type.INT, MAP))
                        .says("The number of elements or entries.")
                        .example("3", NUMBERS),
                function("map_keys")
                        .takes(PlainSignature.of(
                                "list<K>",
                                arguments -> new ListType(map(arguments).key()),
                                MAP))
                        .says("The keys of a map in their order.")
                        .example("[\"pear\",\"plum\"]", PRICES),
                function("map_values")
                        .takes(PlainSignature.of(
                                "list<V>",
                                arguments -> new ListType(map(arguments).value()),
                                MAP))
                        .says("The values of a map in the order of its keys.")
                        .example("[3,5]", PRICES),
                function("array_contains")
                        .takes(NestedSignatures.listAndElement(Type.BOOLEAN))
                        .says("Whether the value is in the list; null where it is not and the list has a null.")
                        .example("true", NUMBERS, 2),
                function("array_position")
                        .takes(NestedSignatures.listAndElement(Type.BIGINT))
                        .says("Where the value is first in the list, counted from 1; 0 where it is not.")
                        .example("3", NUMBERS, 2),
                function("array_join")
                        .takes(
                                PlainSignature.of(Type.STRING, Parameter.of("list", TEXTS), text("separator")),
                                PlainSignature.of(
                                        Type.STRING,
                                        Parameter.of("list", TEXTS),
                                        text("separator"),
                                        text("replacement")))
                        .says("The texts of a list with the separator between them; nulls are left out, or replaced.")
                        .example("a-c", call("array", "a", NO_STRING, "c"), "-"),
                function("sort_array")
                        .takes(
                                PlainSignature.ofSame(SORTED),
                                PlainSignature.ofSame(SORTED, Parameter.of("ascending", Type.BOOLEAN)))
                        .says(
                                "The elements in order, nulls first; or, where it is not to ascend, from the greatest on, nulls last.")
                        .example("[1,2,3]", NUMBERS));
    }

    private static MapType map(List<Expression> arguments) {
        return (MapType) arguments.get(0).type();
    }

    private static Signature sequence(Type type) {
        return PlainSignature.of(new ListType(type), Parameter.of("first", type), Parameter.of("last", type));
    }

    private static Signature steps(Type type) {
        return PlainSignature.of(
                new ListType(type),
                Parameter.of("first", type),
                Parameter.of("last", type),
                Parameter.of("step", type));
    }

    private static FunctionBuilder function(String name) {
        return new FunctionBuilder(Area.NESTED, name);
    }

    private static Parameter text(String name) {
        return Parameter.of(name, Type.STRING);
    }
}
