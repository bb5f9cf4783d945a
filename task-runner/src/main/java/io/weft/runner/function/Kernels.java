package io.weft.runner.function;

import io.weft.expr.Expression.Invoke;
import java.util.Optional;
import java.util.Set;

/** The kernels of all functions whose arguments are computed before they are. */
public final class Kernels {
    private static final KernelTable TABLE = new KernelTable();

    static {
        TextKernels.addTo(TABLE);
        TextSearchKernels.addTo(TABLE);
        PatternKernels.addTo(TABLE);
        EncodingKernels.addTo(TABLE);
        NumberKernels.addTo(TABLE);
        CurveKernels.addTo(TABLE);
        BitKernels.addTo(TABLE);
        HashKernels.addTo(TABLE);
        ListKernels.addTo(TABLE);
        AccessKernels.addTo(TABLE);
        TimePartKernels.addTo(TABLE);
        DateKernels.addTo(TABLE);
        TimeKernels.addTo(TABLE);
        TimeTextKernels.addTo(TABLE);
    }

    private Kernels() {}

    /** A kernel for one call, or nothing where the function is none of these. */
    public static Optional<Kernel> of(Invoke call) {
        return Optional.ofNullable(TABLE.kernel(call));
    }

    /** The names of the functions. */
    public static Set<String> names() {
        return TABLE.names();
    }
}
