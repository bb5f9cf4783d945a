package io.weft.expr;

import io.weft.type.ListType;
import io.weft.type.MapType;
import io.weft.type.StructType;
import io.weft.type.Type;
import java.util.Optional;
import java.util.stream.IntStream;

/** Which explicit casts there are; docs/semantics.md says what each does. */
public final class CastRules {
    private CastRules() {}

    /** Whether values of one type can be cast to the other, as far as types tell: a value may still not fit. */
    public static boolean exists(Type from, Type to) {
        return obstacle(from, to).isEmpty();
    }

    /** Why values of one type cannot be cast to the other; nothing where they can. Of nested types it is the part that cannot. */
    public static Optional<String> obstacle(Type from, Type to) {
        if (from.equals(to) || to.equals(Type.STRING)) {
            return Optional.empty();
        }
        if (from instanceof ListType list && to instanceof ListType other) {
            return obstacle(list.element(), other.element());
        }
        if (from instanceof MapType map && to instanceof MapType other) {
            return keyObstacle(map.key(), other.key()).or(() -> obstacle(map.value(), other.value()));
        }
        if (from instanceof StructType struct && to instanceof StructType other) {
            return structObstacle(struct, other);
        }
        return isOfFlatTypes(from, to) ? Optional.empty() : Optional.of(none(from, to));
    }

    private static String none(Type from, Type to) {
        return "there is no cast from " + from + " to " + to;
    }

    private static boolean isOfFlatTypes(Type from, Type to) {
        if (from.equals(Type.STRING)) {
            return !to.isNested();
        }
        return (isTruthOrNumber(from) && isTruthOrNumber(to))
                || (isTime(from) && isTime(to))
                || (from.equals(Type.TIMESTAMP) && to.isNumeric())
                || (from.isNumeric() && to.equals(Type.TIMESTAMP));
    }

    /** Keys are compared, to find those that become the same. */
    private static Optional<String> keyObstacle(Type from, Type to) {
        boolean isCompared = !from.isNested() && !to.isNested();
        return from.equals(to) || isCompared ? obstacle(from, to) : Optional.of(none(from, to) + " for keys of maps");
    }

    private static Optional<String> structObstacle(StructType from, StructType to) {
        int count = from.fields().size();
        if (count != to.fields().size()) {
            return Optional.of("%s has %d field(s) and %s has %d"
                    .formatted(from, count, to, to.fields().size()));
        }
        return IntStream.range(0, count)
                .mapToObj(field -> obstacle(
                        from.fields().get(field).type(), to.fields().get(field).type()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static boolean isTruthOrNumber(Type type) {
        return type.equals(Type.BOOLEAN) || type.isNumeric();
    }

    private static boolean isTime(Type type) {
        return type.equals(Type.DATE) || type.equals(Type.TIMESTAMP) || type.equals(Type.TIMESTAMP_NTZ);
    }
}
