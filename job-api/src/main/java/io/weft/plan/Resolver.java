package io.weft.plan;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.expr.Aggregate;
import io.weft.expr.NamedExpression;
import io.weft.expr.Term;
import io.weft.plan.PlanNode.Aggregation;
import io.weft.plan.PlanNode.Aggregation.Phase;
import io.weft.type.Field;
import io.weft.type.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns a plan as written into one whose names and types are known. This is where an author's mistakes are reported. */
public final class Resolver {
    private final SchemaSource schemas;
    private final Map<Input, Schema> known = new LinkedHashMap<>();

    public Resolver(SchemaSource schemas) {
        this.schemas = schemas;
    }

    /**
     * Resolves every step; node n of the result is step n.
     *
     * @throws WeftException with the first mistake
     */
    public Plan resolve(WrittenPlan written) {
        List<PlanNode> nodes = new ArrayList<>();
        for (int number = 0; number < written.steps().size(); number++) {
            nodes.add(resolve(new NodeId(number), written.steps().get(number), nodes));
        }
        Plan plan = new Plan(nodes);
        for (PlanNode root : plan.roots()) {
            if (!(root instanceof PlanNode.Write) && !(root instanceof PlanNode.Collect)) {
                throw new WeftException(
                        ErrorCode.INVALID_PLAN,
                        "Cannot run the job: nobody uses the rows of '%s' (end it with write, collect or show, or remove it)",
                        written.steps().get(root.id().number()));
            }
        }
        if (nodes.isEmpty()) {
            throw new WeftException(
                    ErrorCode.INVALID_PLAN, "Cannot run the job: it has no steps (read something and write it)");
        }
        return plan;
    }

    private PlanNode resolve(NodeId id, Step step, List<PlanNode> nodes) {
        if (step instanceof Step.Read read) {
            Schema table = known.computeIfAbsent(read.input(), schemas::schemaOf);
            return new PlanNode.Scan(id, read.input(), table, table, List.of());
        }
        NodeId input = step.inputs().get(0);
        Schema schema = nodes.get(input.number()).schema();
        TermResolver terms = new TermResolver(schema, this::unsupportedType);
        if (step instanceof Step.Where where) {
            return new PlanNode.Filter(id, input, schema, terms.predicate(where.predicate()));
        }
        if (step instanceof Step.Select select) {
            List<NamedExpression> columns =
                    select.terms().stream().map(terms::named).toList();
            requireDistinct(step, columns.stream().map(NamedExpression::name).toList());
            return new PlanNode.Project(id, input, columns);
        }
        if (step instanceof Step.FlatMap flatMap) {
            return new PlanNode.FlatMap(id, input, flatMap.function(), flatMap.schema());
        }
        if (step instanceof Step.Group group) {
            return group(id, group, terms);
        }
        if (step instanceof Step.Limit limit) {
            return new PlanNode.Limit(id, input, schema, limit.count());
        }
        if (step instanceof Step.Write write) {
            return new PlanNode.Write(id, input, schema, write.output());
        }
        if (step instanceof Step.Collect collect) {
            return new PlanNode.Collect(id, input, schema, collect.consumer());
        }
        throw new IllegalStateException("No such step: " + step);
    }

    /** Asked only for a name that was not found. */
    private Optional<String> unsupportedType(String column) {
        return known.keySet().stream()
                .flatMap(input -> schemas.unsupportedType(input, column).stream())
                .findFirst();
    }

    private static Aggregation group(NodeId id, Step.Group group, TermResolver terms) {
        List<NamedExpression> keys = group.keys().stream().map(terms::named).toList();
        List<Aggregate> aggregates = new ArrayList<>();
        for (Term term : group.aggregates()) {
            aggregates.add(terms.aggregate(term));
        }
        List<Field> fields = new ArrayList<>();
        keys.forEach(key -> fields.add(key.field()));
        aggregates.forEach(aggregate -> fields.add(new Field(aggregate.name(), aggregate.type())));
        requireDistinct(group, fields.stream().map(Field::name).toList());
        return new Aggregation(id, group.input(), Phase.SINGLE, keys, aggregates, new Schema(fields));
    }

    private static void requireDistinct(Step step, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new WeftException(
                        ErrorCode.INVALID_PLAN,
                        "Cannot name two columns '%s' in '%s' (name one of them with as(\"...\"))",
                        name,
                        step);
            }
        }
    }
}
