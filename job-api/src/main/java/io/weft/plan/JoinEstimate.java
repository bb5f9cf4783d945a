package io.weft.plan;

import io.weft.expr.Expression;
import java.util.List;

/** Estimates the rows of a join. */
final class JoinEstimate {
    private JoinEstimate() {}

    /**
     * The rows of a join of sides with these, as if each key of the side that has fewer were among those of the other.
     *
     * @param parts of the condition, over the columns of both sides
     */
    static Estimate of(JoinKind kind, Estimate left, Estimate right, List<Expression> parts) {
        double pairs = left.rows() * right.rows();
        Estimate both = left.beside(right, pairs);
        double rightDistinct = 1;
        double leftDistinct = 1;
        for (Expression part : parts) {
            pairs *= Selectivity.of(part, both);
            EquiKeys.Pair pair = EquiKeys.pair(part, left.columns().size()).orElse(null);
            if (pair != null) {
                leftDistinct = Math.min(
                        left.rows(),
                        leftDistinct * Selectivity.values(pair.left(), left).distinct());
                rightDistinct = Math.min(
                        right.rows(),
                        rightDistinct * Selectivity.values(pair.right(), right).distinct());
            }
        }
        double inner = Math.max(1, pairs);
        double part = Math.min(1, rightDistinct / Math.max(leftDistinct, 1));
        return switch (kind) {
            case INNER -> left.beside(right, inner);
            case LEFT -> left.beside(right, Math.max(inner, left.rows()));
            case RIGHT -> left.beside(right, Math.max(inner, right.rows()));
            case FULL -> left.beside(right, Math.max(inner, left.rows() + right.rows()));
            case SEMI -> left.withRows(Math.min(left.rows(), parts.isEmpty() ? left.rows() : left.rows() * part));
            case ANTI, NULL_AWARE_ANTI -> left.withRows(left.rows() * Math.max(0.1, 1 - part));
            case RIGHT_SEMI, RIGHT_ANTI -> right;
        };
    }
}
