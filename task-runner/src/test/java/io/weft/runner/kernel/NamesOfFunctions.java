package io.weft.runner.kernel;

import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.Cast;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Invoke;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Expression.UserCall;
import io.weft.expr.Expression.Visitor;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Strikes the functions that an expression calls from a set of names. */
final class NamesOfFunctions implements Visitor<@Nullable Void> {
    private final Set<String> names;

    NamesOfFunctions(Set<String> names) {
        this.names = names;
    }

    @Override
    public @Nullable Void column(InputColumn column) {
        return null;
    }

    @Override
    public @Nullable Void literal(Literal literal) {
        return null;
    }

    @Override
    public @Nullable Void call(Call call) {
        call.arguments().forEach(argument -> argument.accept(this));
        return null;
    }

    @Override
    public @Nullable Void cast(Cast cast) {
        return cast.input().accept(this);
    }

    @Override
    public @Nullable Void userCall(UserCall call) {
        call.arguments().forEach(argument -> argument.accept(this));
        return null;
    }

    @Override
    public @Nullable Void invoke(Invoke invoke) {
        names.remove(invoke.function().name());
        invoke.arguments().forEach(argument -> argument.accept(this));
        return null;
    }
}
