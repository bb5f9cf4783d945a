package io.weft.runner.kernel;

import io.weft.expr.Expression.Cast;
import io.weft.expr.Expression.InputColumn;
import io.weft.type.Field;
import io.weft.type.ListType;
import io.weft.type.MapType;
import io.weft.type.StructType;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.List;

/** Casts between lists, maps and structs: those of their parts, each an expression over the column that the parts are in. */
final class NestedCasts {
    private final Cast cast;

    private NestedCasts(Cast cast) {
        this.cast = cast;
    }

    /** The cast to a nested type from another one of its kind. */
    static Evaluator compile(Cast cast, Evaluator input) {
        return new NestedCasts(cast).over(input);
    }

    private Evaluator over(Evaluator input) {
        Type from = cast.input().type();
        Type to = cast.type();
        if (from instanceof ListType list) {
            ListType other = (ListType) to;
            return new ListCast(input, part("element of ", list.element(), other.element()), other);
        }
        if (from instanceof MapType map) {
            MapType other = (MapType) to;
            return new MapCast(
                    input,
                    part("key of ", map.key(), other.key()),
                    part("value of ", map.value(), other.value()),
                    other,
                    misfits());
        }
        List<Evaluator> fields = new ArrayList<>();
        for (Field field : ((StructType) from).fields()) {
            Type target = ((StructType) to).fields().get(fields.size()).type();
            fields.add(part("field " + field.name() + " of ", field.type(), target));
        }
        return new StructCast(input, fields);
    }

    /** What becomes of maps of which two keys become the same. */
    private Misfits misfits() {
        return switch (cast.misfit()) {
            case FAILS -> new Misfits.Failing(new Failures(cast));
            case IS_NULL -> new Misfits.Nulls();
        };
    }

    /** The cast of the parts, which are the only column of the batch. */
    private Evaluator part(String words, Type from, Type to) {
        InputColumn parts = new InputColumn(0, words + cast.input(), from);
        return ExpressionCompiler.compileLowered(
                from.equals(to) ? parts : new Cast(parts, to, cast.misfit(), cast.zone()));
    }
}
