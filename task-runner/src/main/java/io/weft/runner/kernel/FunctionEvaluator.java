package io.weft.runner.kernel;

import io.weft.error.WeftException;
import io.weft.runner.function.Kernel;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BytesDictionary;
import io.weft.runner.vector.CodedBytesVector;
import io.weft.runner.vector.PlainBytesVector;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorBuilder;
import io.weft.type.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes a function's arguments, and the function of them. Where the only argument that is not a constant has a dictionary no larger
 * than the batch, the function is computed once for each of its entries.
 */
final class FunctionEvaluator implements Evaluator {
    private static final int NONE = -1;

    private final List<Evaluator> arguments;
    private final Kernel kernel;
    private final Type type;
    /** The place of the only argument that is not a constant, or NONE. */
    private final int varying;

    private final int[] ids = new int[Batch.MAX_ROWS];
    private @Nullable BytesDictionary known;
    /** The result for each entry of the known dictionary; null where an entry has none. */
    private @Nullable Vector resultById;

    private FunctionEvaluator(List<Evaluator> arguments, Kernel kernel, Type type, int varying) {
        this.arguments = List.copyOf(arguments);
        this.kernel = kernel;
        this.type = type;
        this.varying = varying;
    }

    /** An evaluator of a function that is null where an argument is. */
    static FunctionEvaluator strict(List<Evaluator> arguments, Kernel kernel, Type type) {
        int varying = NONE;
        int count = 0;
        for (int index = 0; index < arguments.size(); index++) {
            if (!(arguments.get(index) instanceof Constant)) {
                varying = index;
                count++;
            }
        }
        return new FunctionEvaluator(arguments, kernel, type, count == 1 ? varying : NONE);
    }

    /** An evaluator of a function that has a rule of its own for nulls. */
    static FunctionEvaluator minding(List<Evaluator> arguments, Kernel kernel, Type type) {
        return new FunctionEvaluator(arguments, kernel, type, NONE);
    }

    @Override
    public Vector evaluate(Batch batch) {
        Vector[] vectors = new Vector[arguments.size()];
        for (int index = 0; index < vectors.length; index++) {
            vectors[index] = arguments.get(index).evaluate(batch);
        }
        if (varying != NONE && vectors[varying] instanceof CodedBytesVector coded) {
            Vector result = byDictionary(coded, vectors, batch);
            if (result != null) {
                return result;
            }
        }
        return kernel.compute(vectors, batch);
    }

    private @Nullable Vector byDictionary(CodedBytesVector coded, Vector[] vectors, Batch batch) {
        BytesDictionary dictionary = coded.dictionary();
        if (dictionary != known) {
            if (dictionary.size() > batch.selectedCount()) {
                return null;
            }
            known = dictionary;
            resultById = learn(dictionary, vectors.length);
        }
        return resultById == null ? null : lookedUp(resultById, coded, dictionary.size(), batch.rowCount());
    }

    /** The results for all entries; null where the function fails for one, which may be in no row. */
    private @Nullable Vector learn(BytesDictionary dictionary, int argumentCount) {
        int size = dictionary.size();
        Batch entries = new Batch(size, List.of());
        Vector[] ofEntries = new Vector[argumentCount];
        for (int index = 0; index < argumentCount; index++) {
            ofEntries[index] = index == varying
                    ? new PlainBytesVector(size, dictionary.offsets(), dictionary.bytes(), null)
                    : arguments.get(index).evaluate(entries);
        }
        try {
            return kept(kernel.compute(ofEntries, entries));
        } catch (WeftException e) {
            return null;
        }
    }

    /** A result that outlives the kernel's next call: texts without nulls as a dictionary, others with a null behind them. */
    private Vector kept(Vector result) {
        int size = result.size();
        if (result instanceof PlainBytesVector texts && texts.nulls() == null) {
            int[] offsets = Arrays.copyOf(texts.offsets(), size + 1);
            BytesDictionary dictionary =
                    new BytesDictionary(size, offsets, Arrays.copyOf(texts.bytes(), offsets[size]));
            return new CodedBytesVector(size, new int[size], dictionary, null);
        }
        VectorBuilder builder = VectorBuilder.of(type, size + 1);
        for (int id = 0; id < size; id++) {
            builder.append(result, id);
        }
        builder.appendNull();
        return builder.build();
    }

    private Vector lookedUp(Vector results, CodedBytesVector coded, int nullId, int size) {
        boolean[] nulls = coded.nulls();
        if (results instanceof CodedBytesVector texts) {
            return new CodedBytesVector(size, coded.ids(), texts.dictionary(), nulls);
        }
        if (nulls == null) {
            return results.take(coded.ids(), size);
        }
        for (int row = 0; row < size; row++) {
            ids[row] = nulls[row] ? nullId : coded.id(row);
        }
        return results.take(ids, size);
    }
}
