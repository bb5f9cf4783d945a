package io.weft.api;

import io.weft.error.ErrorCode;
import io.weft.error.NearestName;
import io.weft.error.WeftException;
import io.weft.expr.Term;
import io.weft.expr.UserFunction;
import io.weft.plan.NodeId;
import io.weft.plan.Step;
import io.weft.plan.WrittenPlan;
import io.weft.type.Type;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** What a job is defined with: its arguments, and where datasets begin. Used by one thread. */
public final class JobContext {
    private final SortedMap<String, String> arguments;
    private final Consumer<? super Row> rowPrinter;
    private final SortedSet<String> asked = new TreeSet<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Serializable> functions = new ArrayList<>();
    private final List<Consumer<? super Row>> consumers = new ArrayList<>();
    private boolean explanationRequested;

    private JobContext(Map<String, String> arguments, Consumer<? super Row> rowPrinter) {
        this.arguments = new TreeMap<>(arguments);
        this.rowPrinter = rowPrinter;
    }

    /**
     * Lets a job define itself.
     *
     * @param arguments by name
     * @param rowPrinter what {@link Dataset#show} hands rows to
     * @throws WeftException for a missing or unknown argument
     */
    public static JobContext define(Job job, Map<String, String> arguments, Consumer<? super Row> rowPrinter) {
        JobContext context = new JobContext(arguments, rowPrinter);
        job.define(context);
        context.refuseUnknownArguments();
        return context;
    }

    /** Begins a dataset with what the source holds. */
    public Dataset read(Source source) {
        return new Dataset(this, add(new Step.Read(source.input())));
    }

    /** Begins a dataset with the rows that a function makes of what a Hadoop InputFormat reads. */
    public Dataset read(HadoopInput.Rows rows) {
        return new Dataset(this, add(new Step.Read(rows.input(addFunction(rows.function())))));
    }

    /**
     * The argument with this name.
     *
     * @throws WeftException if it was not given
     */
    public String arg(String name) {
        asked.add(name);
        String value = arguments.get(name);
        if (value == null) {
            throw new WeftException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot define the job: the argument '%s' is missing; given are %s (add %s=...)%s",
                    name,
                    arguments.keySet(),
                    name,
                    NearestName.of(name, arguments.keySet())
                            .map(given -> ": did you write '" + given + "' for it?")
                            .orElse(""));
        }
        return value;
    }

    /** The argument with this name, or the default where it was not given. */
    public String arg(String name, String defaultValue) {
        asked.add(name);
        return arguments.getOrDefault(name, defaultValue);
    }

    /** Whether an argument with this name was given. */
    public boolean hasArg(String name) {
        asked.add(name);
        return arguments.containsKey(name);
    }

    /**
     * A function of the job's own, to be called in columns: {@code job.function("half", Type.INT, row -> row.integer("1") / 2)
     * .call(col("n"))}.
     *
     * @param name for errors and for the names of columns
     * @param type that of what the function gives
     */
    public UserScalar function(String name, Type type, ValueFunction function) {
        return new UserScalar(new UserFunction(addFunction(function), name, null), type);
    }

    /** The job as it was written. */
    public WrittenPlan written() {
        return new WrittenPlan(steps);
    }

    /** The user functions that the plan names by number. */
    public List<Serializable> functions() {
        return List.copyOf(functions);
    }

    /** The consumers of collected rows that the plan names by number. */
    public List<Consumer<? super Row>> consumers() {
        return List.copyOf(consumers);
    }

    /** Whether the plan is to be printed before the job runs. */
    public boolean explanationRequested() {
        return explanationRequested;
    }

    NodeId add(Step step) {
        steps.add(step);
        return new NodeId(steps.size() - 1);
    }

    int addFunction(Serializable function) {
        functions.add(function);
        return functions.size() - 1;
    }

    /** The term with the user's own aggregates that are in it in the table of functions. */
    Term numbered(Term term) {
        return term instanceof Term.Aggregated aggregated
                ? aggregated.numbered(function -> addFunction((Serializable) function))
                : term.mapParts(this::numbered);
    }

    int addConsumer(Consumer<? super Row> consumer) {
        consumers.add(consumer);
        return consumers.size() - 1;
    }

    Consumer<? super Row> rowPrinter() {
        return rowPrinter;
    }

    void requestExplanation() {
        explanationRequested = true;
    }

    private void refuseUnknownArguments() {
        for (String name : arguments.keySet()) {
            if (!asked.contains(name)) {
                throw new WeftException(
                        ErrorCode.INVALID_ARGUMENT,
                        "Cannot use the argument '%s': the job asks for %s%s",
                        name,
                        asked,
                        NearestName.hint(name, asked));
            }
        }
    }
}
