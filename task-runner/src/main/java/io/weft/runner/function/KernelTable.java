package io.weft.runner.function;

import io.weft.expr.Expression.Invoke;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Kernels by the names of functions. */
final class KernelTable {
    private final Map<String, Function<Invoke, Kernel>> factories = new LinkedHashMap<>();

    /** Adds what makes the kernel of a call; each call has one of its own, which may have a state. */
    void add(String name, Function<Invoke, Kernel> factory) {
        if (factories.put(name, factory) != null) {
            throw new IllegalStateException("Two kernels of " + name);
        }
    }

    void texts(String name, RowFunction<TextOutput> function) {
        add(name, call -> rows(call, new TextOutput(), function));
    }

    void ints(String name, RowFunction<IntOutput> function) {
        add(name, call -> rows(call, new IntOutput(), function));
    }

    void longs(String name, RowFunction<LongOutput> function) {
        add(name, call -> rows(call, new LongOutput(), function));
    }

    void booleans(String name, RowFunction<BooleanOutput> function) {
        add(name, call -> rows(call, new BooleanOutput(), function));
    }

    void doubles(String name, RowFunction<DoubleOutput> function) {
        add(name, call -> rows(call, new DoubleOutput(), function));
    }

    static <O extends Output> Kernel rows(Invoke call, O out, RowFunction<? super O> function) {
        return new RowKernel<O>(function, out, call.function().nullRule());
    }

    @Nullable Kernel kernel(Invoke call) {
        Function<Invoke, Kernel> factory = factories.get(call.function().name());
        return factory == null ? null : factory.apply(call);
    }

    Set<String> names() {
        return factories.keySet();
    }
}
