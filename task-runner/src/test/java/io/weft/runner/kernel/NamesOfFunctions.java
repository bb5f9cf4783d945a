package io.weft.runner.kernel;

import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.Cast;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Invoke;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Expression.UserCall;
import io.weft.expr.Expression.Visitor;
import java.util.Set;

/** Strikes the functions that an expression calls from a set of names. */
final class NamesOfFunctions implements Visitor<Set<String>> {
    private final Set<String> names;

    NamesOfFunctions(Set<String> names) {
        this.names = names;
    }

    @Override
    public Set<String> column(InputColumn column) {
        return names;
    }

    @Override
    public Set<String> literal(Literal literal) {
        return names;
    }

    @Override
    public Set<String> call(Call call) {
        call.arguments().forEach(argument -> argument.accept(this));
        return names;
    }

    @Override
    public Set<String> cast(Cast cast) {
        return cast.input().accept(this);
    }

    @Override
    public Set<String> userCall(UserCall call) {
        call.arguments().forEach(argument -> argument.accept(this));
        return names;
    }

    @Override
    public Set<String> invoke(Invoke invoke) {
        names.remove(invoke.function().name());
        invoke.arguments().forEach(argument -> argument.accept(this));
        return names;
    }
}
