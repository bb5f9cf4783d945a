package io.weft.plan;

import io.weft.expr.Expression;
import io.weft.expr.Expressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Divides what is asked of the rows of a join, and of its pairs, among its sides. A side whose rows are kept where they match nothing gives
 * all of them whatever the join's condition says; a filter above that no row of nulls can pass makes such rows superfluous, and the join one
 * of another kind. Parts that may fail stay where they see no more rows than before.
 */
final class JoinFilters {
    private final int leftColumns;
    private final JoinKind kind;
    private final List<Expression> left = new ArrayList<>();
    private final List<Expression> right = new ArrayList<>();
    private final List<Expression> condition = new ArrayList<>();
    private final List<Expression> above = new ArrayList<>();

    /**
     * @param leftColumns how many columns the left side has
     * @param asked the parts of a filter of the join's rows
     */
    JoinFilters(Join join, int leftColumns, List<Expression> asked) {
        this.leftColumns = leftColumns;
        this.kind = join.kind() == JoinKind.NULL_AWARE_ANTI ? join.kind() : simplified(join.kind(), asked);
        List<Expression> matching =
                join.matching().condition().map(Disjunctions::conjuncts).orElse(List.of());
        matching.forEach(this::match);
        asked.forEach(this::ask);
    }

    /** The kind, maybe without rows that the filter would drop. */
    private JoinKind simplified(JoinKind original, List<Expression> asked) {
        boolean needsLeft = asked.stream().anyMatch(part -> NullRejection.rejects(part, this::isLeft));
        boolean needsRight = asked.stream().anyMatch(part -> NullRejection.rejects(part, column -> !isLeft(column)));
        return switch (original) {
            case LEFT -> needsRight ? JoinKind.INNER : original;
            case RIGHT -> needsLeft ? JoinKind.INNER : original;
            case FULL -> {
                if (needsLeft) {
                    yield needsRight ? JoinKind.INNER : JoinKind.LEFT;
                }
                yield needsRight ? JoinKind.RIGHT : original;
            }
            default -> original;
        };
    }

    private boolean isLeft(int column) {
        return column < leftColumns;
    }

    private boolean isOfLeft(Expression part) {
        return Expressions.columns(part).length() <= leftColumns;
    }

    private boolean isOfRight(Expression part) {
        return Expressions.columns(part).nextSetBit(0) >= leftColumns;
    }

    /** Takes in a part of the join's condition: it may filter a side none of whose rows are kept without a match. */
    private void match(Expression part) {
        boolean toLeft = !kind.keepsUnmatchedLeft();
        boolean toRight = !kind.keepsUnmatchedRight() && kind != JoinKind.NULL_AWARE_ANTI;
        boolean isConstant = Expressions.columns(part).isEmpty();
        if (!Expressions.neverFails(part)) {
            condition.add(part);
        } else if (toRight && (isOfRight(part) || isConstant)) {
            right.add(part);
        } else if (toLeft && isOfLeft(part)) {
            left.add(part);
        } else {
            condition.add(part);
            if (toLeft) {
                Disjunctions.implied(part, this::isOfLeft).ifPresent(left::add);
            }
            if (toRight) {
                Disjunctions.implied(part, this::isOfRight).ifPresent(right::add);
            }
        }
    }

    /** Takes in a part of a filter of the rows. */
    private void ask(Expression part) {
        if (kind == JoinKind.INNER) {
            match(part);
        } else if (Expressions.neverFails(part) && !kind.keepsUnmatchedRight() && isOfLeft(part)) {
            left.add(part);
        } else if (Expressions.neverFails(part) && !kind.keepsUnmatchedLeft() && kind.givesRight() && isOfRight(part)) {
            right.add(part);
        } else {
            above.add(part);
        }
    }

    JoinKind kind() {
        return kind;
    }

    /** What the left side's rows must meet. */
    List<Expression> left() {
        return left;
    }

    /** What the right side's rows must meet, over its columns. */
    List<Expression> right() {
        return right.stream()
                .map(part -> Expressions.shifted(part, -leftColumns))
                .toList();
    }

    /** What pairs must meet to match. */
    Optional<Expression> condition() {
        return condition.isEmpty() ? Optional.empty() : Optional.of(Expressions.and(condition));
    }

    /** What is still to be asked of the join's rows. */
    List<Expression> above() {
        return above;
    }
}
