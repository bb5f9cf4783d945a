package io.weft.runner.function;

import io.weft.expr.Expression;
import io.weft.expr.Expression.Invoke;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.VectorKind;
import io.weft.runner.vector.VectorValues;
import io.weft.type.DecimalType;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.util.List;

/** Hashes of values of all types, which are Spark's. */
final class HashKernels {
    private static final long SEED = 42;
    private static final int MOST_NARROW_DIGITS = 18;

    private HashKernels() {}

    static void addTo(KernelTable table) {
        table.add("xxhash64", HashKernels::hash);
    }

    private static Kernel hash(Invoke call) {
        List<Hash> hashes = call.arguments().stream()
                .map(Expression::type)
                .map(HashKernels::of)
                .toList();
        return KernelTable.rows(call, new LongOutput(), (in, out) -> {
            long hash = SEED;
            for (int index = 0; index < in.count(); index++) {
                hash = in.isNull(index) ? hash : hashes.get(index).with(hash, in, index);
            }
            out.put(hash);
        });
    }

    /** Adds an argument that is not null to a hash. */
    private interface Hash {
        long with(long hash, Arguments in, int index);
    }

    private static Hash of(Type type) {
        if (type.equals(Type.FLOAT)) {
            return (hash, in, index) -> XxHash64.ofInt(Float.floatToIntBits((float) in.float64(index) + 0.0f), hash);
        }
        return switch (VectorKind.of(type)) {
            case BOOLEAN -> (hash, in, index) -> XxHash64.ofInt(in.truth(index) ? 1 : 0, hash);
            case INT -> (hash, in, index) -> XxHash64.ofInt(in.int32(index), hash);
            case LONG -> (hash, in, index) -> XxHash64.ofLong(in.int64(index), hash);
            // Adding zero makes -0.0 the zero that it equals.
            case DOUBLE -> (hash, in, index) -> XxHash64.ofLong(Double.doubleToLongBits(in.float64(index) + 0.0), hash);
            case BYTES ->
                (hash, in, index) -> XxHash64.ofBytes(in.bytes(index), in.start(index), in.length(index), hash);
            case DECIMAL -> ofDecimal((DecimalType) type);
            default -> throw new IllegalArgumentException("No hash of a " + type);
        };
    }

    private static Hash ofDecimal(DecimalType type) {
        if (type.precision() <= MOST_NARROW_DIGITS) {
            return (hash, in, index) -> XxHash64.ofLong(((DecimalVector) in.vector(index)).low(in.row()), hash);
        }
        return (hash, in, index) -> {
            BigDecimal value = (BigDecimal) VectorValues.value(in.vector(index), in.row(), type);
            if (value == null) {
                return hash;
            }
            byte[] unscaled = value.unscaledValue().toByteArray();
            return XxHash64.ofBytes(unscaled, 0, unscaled.length, hash);
        };
    }
}
