package io.weft.plan;

import io.weft.error.ErrorCode;
import io.weft.error.NearestName;
import io.weft.error.WeftException;
import io.weft.expr.Expression;
import io.weft.expr.Function;
import io.weft.expr.NamedExpression;
import io.weft.expr.Term;
import io.weft.type.Field;
import io.weft.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes nodes of joins as authors write them. */
final class JoinResolver {
    private static final String LEFT = "left";
    private static final String RIGHT = "right";

    private final PlanBuilder nodes;
    private final JoinStep step;
    private final java.util.function.Function<String, Optional<String>> unsupportedType;

    /**
     * @param unsupportedType the type of a column that an input has and that cannot be read
     */
    JoinResolver(
            PlanBuilder nodes, JoinStep step, java.util.function.Function<String, Optional<String>> unsupportedType) {
        this.nodes = nodes;
        this.step = step;
        this.unsupportedType = unsupportedType;
    }

    /** The node that gives the rows of the join of these. */
    NodeId resolve(NodeId left, NodeId right) {
        if (step.rule() instanceof JoinStep.Using using) {
            return using(left, right, using.columns());
        }
        if (step.rule() instanceof JoinStep.Member member) {
            return member(left, right, member.value());
        }
        requireDistinctNames(schema(left), schema(right));
        Optional<Term> condition =
                step.rule() instanceof JoinStep.On on ? Optional.of(on.condition()) : Optional.empty();
        return join(left, right, condition);
    }

    private Schema schema(NodeId node) {
        return nodes.node(node).schema();
    }

    private NodeId join(NodeId left, NodeId right, Optional<Term> condition) {
        Optional<Expression> resolved = condition.map(
                term -> new TermResolver(both(schema(left), schema(right)), unsupportedType).predicate(term));
        Schema schema = Join.schema(step.kind(), schema(left), schema(right));
        Join.Matching matching = Join.Matching.by(step.kind(), resolved);
        return nodes.add(id -> new Join(id, left, right, matching, Join.Strategy.PARTITIONED, schema));
    }

    /** The columns of both sides; where both have a name, it stands behind that of the side. */
    private static Schema both(Schema left, Schema right) {
        List<Field> fields = new ArrayList<>();
        left.fields().forEach(field -> fields.add(apart(field, LEFT, right)));
        right.fields().forEach(field -> fields.add(apart(field, RIGHT, left)));
        return new Schema(fields);
    }

    private static Field apart(Field field, String side, Schema other) {
        return other.indexOf(field.name()) < 0 ? field : new Field(side + "." + field.name(), field.type());
    }

    private void requireDistinctNames(Schema left, Schema right) {
        if (!step.kind().givesRight()) {
            return;
        }
        for (String name : left.names()) {
            if (right.indexOf(name) >= 0) {
                throw new WeftException(
                        ErrorCode.INVALID_PLAN,
                        "Cannot compute '%s': both sides have a column '%s' (write as(\"r\") behind one of them, which makes"
                                + " it 'r.%s', or rename or drop one; keys of one name come once with using)",
                        step,
                        name,
                        name);
            }
        }
    }

    /** The right side's keys get names of their own for the join; behind it, each key comes once. */
    private NodeId using(NodeId left, NodeId right, List<String> names) {
        List<Integer> leftKeys =
                names.stream().map(name -> key(name, left, LEFT)).toList();
        List<Integer> rightKeys =
                names.stream().map(name -> key(name, right, RIGHT)).toList();
        Schema leftSchema = schema(left);
        Schema rightSchema = schema(right);
        List<NamedExpression> renamed = new ArrayList<>(SetOperations.columns(rightSchema));
        for (int key : rightKeys) {
            String own = SetOperations.unused(
                    leftSchema, "~" + rightSchema.field(key).name());
            renamed.set(key, new NamedExpression(own, renamed.get(key).expression()));
        }
        NodeId apart = nodes.add(id -> new PlanNode.Project(id, right, renamed));
        requireDistinctNames(leftSchema, schema(apart));
        Term condition = null;
        for (int key = 0; key < names.size(); key++) {
            Term equal = new Term.Apply(
                    Function.EQUAL,
                    List.of(
                            new Term.Name(leftSchema.field(leftKeys.get(key)).name()),
                            new Term.Name(renamed.get(rightKeys.get(key)).name())));
            condition = condition == null ? equal : new Term.Apply(Function.AND, List.of(condition, equal));
        }
        NodeId joined = join(left, apart, Optional.ofNullable(condition));
        return step.kind().givesRight() ? eachKeyOnce(joined, leftSchema, leftKeys, rightKeys) : joined;
    }

    private NodeId eachKeyOnce(NodeId joined, Schema left, List<Integer> leftKeys, List<Integer> rightKeys) {
        Schema schema = schema(joined);
        TermResolver terms = new TermResolver(schema, unsupportedType);
        List<NamedExpression> columns = new ArrayList<>();
        for (int column = 0; column < schema.size(); column++) {
            String name = schema.field(column).name();
            int key = leftKeys.indexOf(column);
            if (key >= 0) {
                Term own = new Term.Name(name);
                Term other = new Term.Name(
                        schema.field(left.size() + rightKeys.get(key)).name());
                Term value = switch (step.kind()) {
                    case RIGHT -> other;
                    case FULL -> new Term.Invoke("coalesce", List.of(own, other));
                    default -> own;
                };
                columns.add(terms.named(new Term.Named(value, name)));
            } else if (!rightKeys.contains(column - left.size())) {
                columns.add(terms.named(new Term.Name(name)));
            }
        }
        return nodes.add(id -> new PlanNode.Project(id, joined, columns));
    }

    private int key(String name, NodeId side, String which) {
        Schema schema = schema(side);
        int index = TermResolver.indexOf(schema, name);
        if (index < 0) {
            throw new WeftException(
                    ErrorCode.COLUMN_NOT_FOUND,
                    "Cannot compute '%s': the %s side has no column '%s': its columns are %s%s",
                    step,
                    which,
                    name,
                    schema.names(),
                    NearestName.hint(name, schema.names()));
        }
        return index;
    }

    private NodeId member(NodeId left, NodeId right, Term value) {
        Schema values = schema(right);
        if (values.size() != 1) {
            throw new WeftException(
                    ErrorCode.INVALID_PLAN,
                    "Cannot compute '%s': the values have %d columns %s (select one)",
                    step,
                    values.size(),
                    values.names());
        }
        String name = SetOperations.unused(schema(left), values.field(0).name());
        NodeId named = nodes.add(id -> new PlanNode.Project(
                id,
                right,
                List.of(new NamedExpression(
                        name, SetOperations.columns(values).get(0).expression()))));
        NodeId joined =
                join(left, named, Optional.of(new Term.Apply(Function.EQUAL, List.of(value, new Term.Name(name)))));
        Join join = (Join) nodes.node(joined);
        boolean isKey = join.matching()
                .condition()
                .flatMap(condition -> EquiKeys.member(condition, schema(left).size()))
                .isPresent();
        if (step.kind() == JoinKind.NULL_AWARE_ANTI && !isKey) {
            throw new WeftException(
                    ErrorCode.TYPE_MISMATCH,
                    "Cannot compute '%s': no type has room for the digits of both sides (cast one of them)",
                    step);
        }
        return joined;
    }
}
