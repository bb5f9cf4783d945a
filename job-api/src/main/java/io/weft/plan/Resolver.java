package io.weft.plan;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.expr.Expression;
import io.weft.expr.Term;
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
     * Resolves every step, each to one or more nodes.
     *
     * @throws WeftException with the first mistake
     */
    public Plan resolve(WrittenPlan written) {
        StepResolver steps =
                new StepResolver(input -> known.computeIfAbsent(input, schemas::schemaOf), this::unsupportedType);
        written.steps().forEach(steps::resolve);
        requireUse(written.steps());
        requireDistinctOutputs(written.steps());
        return complete(steps.plan());
    }

    /** The same plan with what the files of its inputs tell beyond their columns. */
    private Plan complete(Plan plan) {
        Map<Input, Input> completed = new LinkedHashMap<>();
        List<PlanNode> nodes = new ArrayList<>();
        for (PlanNode node : plan.nodes()) {
            if (node instanceof PlanNode.Scan scan) {
                Input input = completed.computeIfAbsent(scan.input(), schemas::complete);
                nodes.add(new PlanNode.Scan(scan.id(), input, scan.table(), scan.schema(), scan.filters()));
            } else {
                nodes.add(node);
            }
        }
        return new Plan(nodes);
    }

    /**
     * The expression that a term means over the columns of a schema.
     *
     * @throws WeftException with the first mistake
     */
    public static Expression expression(Term term, Schema input) {
        return new TermResolver(input, column -> Optional.empty()).resolve(term);
    }

    private static void requireUse(List<Step> steps) {
        if (steps.isEmpty()) {
            throw new WeftException(
                    ErrorCode.INVALID_PLAN, "Cannot run the job: it has no steps (read something and write it)");
        }
        Set<NodeId> used = new HashSet<>();
        steps.forEach(step -> used.addAll(step.inputs()));
        for (int number = 0; number < steps.size(); number++) {
            Step step = steps.get(number);
            if (!used.contains(new NodeId(number))
                    && !(step instanceof Step.Write)
                    && !(step instanceof Step.Collect)) {
                throw new WeftException(
                        ErrorCode.INVALID_PLAN,
                        "Cannot run the job: nobody uses the rows of '%s' (end it with write, collect or show, or remove it)",
                        step);
            }
        }
    }

    private static void requireDistinctOutputs(List<Step> steps) {
        Set<String> paths = new HashSet<>();
        for (Step step : steps) {
            if (step instanceof Step.Write write && !paths.add(write.output().path())) {
                throw new WeftException(
                        ErrorCode.INVALID_PLAN,
                        "Cannot write '%s' twice in one job (write the union of both datasets, or choose another path)",
                        write.output().path());
            }
        }
    }

    /** Asked only for a name that was not found. */
    private Optional<String> unsupportedType(String column) {
        return known.keySet().stream()
                .flatMap(input -> schemas.unsupportedType(input, column).stream())
                .findFirst();
    }
}
