package io.weft.runner.join;

import io.weft.runner.vector.VectorKind;
import io.weft.type.DecimalType;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a join does.
 *
 * @param probeTypes of the probe side's columns
 * @param buildTypes of the build side's columns
 * @param probeKeys columns of the probe side that must equal the build keys in the same places; none for a join by the condition alone
 * @param buildKeys columns of the build side, of the same types
 * @param condition further ones, or null
 */
public record JoinSpec(
        JoinForm form,
        List<Type> probeTypes,
        List<Type> buildTypes,
        List<Integer> probeKeys,
        List<Integer> buildKeys,
        @Nullable JoinCondition condition) {
    public JoinSpec {
        probeTypes = List.copyOf(probeTypes);
        buildTypes = List.copyOf(buildTypes);
        probeKeys = List.copyOf(probeKeys);
        buildKeys = List.copyOf(buildKeys);
        if (probeKeys.size() != buildKeys.size()) {
            throw new IllegalArgumentException("Keys %s and %s".formatted(probeKeys, buildKeys));
        }
        for (int key = 0; key < probeKeys.size(); key++) {
            checkComparable(probeTypes.get(probeKeys.get(key)), buildTypes.get(buildKeys.get(key)));
        }
        if (form == JoinForm.NULL_AWARE_ANTI && (probeKeys.size() != 1 || condition != null)) {
            throw new IllegalArgumentException(
                    "%s with %d key(s)%s: it has one, and no condition beside it (write the others into the condition of an %s without keys)"
                            .formatted(
                                    form,
                                    probeKeys.size(),
                                    condition == null ? "" : " and a condition",
                                    JoinForm.ANTI));
        }
    }

    private static void checkComparable(Type probe, Type build) {
        boolean sameScale = !(probe instanceof DecimalType left)
                || !(build instanceof DecimalType right)
                || left.scale() == right.scale();
        if (VectorKind.of(probe) != VectorKind.of(build) || !sameScale || !probe.hasEquality()) {
            throw new IllegalArgumentException("Keys of the types %s and %s".formatted(probe, build));
        }
    }

    /** The types of the columns of the rows that are given. */
    public List<Type> outputTypes() {
        List<Type> types = new ArrayList<>();
        if (form.givesProbeColumns()) {
            types.addAll(probeTypes);
        }
        if (form.givesBuildColumns()) {
            types.addAll(buildTypes);
        }
        return types;
    }
}
