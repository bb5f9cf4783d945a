package io.weft.runner.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Row;
import io.weft.runner.memory.MemoryArbiter;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.spill.SpillSpace;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Bytes;
import io.weft.runner.vector.BytesDictionary;
import io.weft.runner.vector.CodedBytesVector;
import io.weft.runner.vector.PlainBytesVector;
import io.weft.runner.vector.TestRows;
import io.weft.runner.vector.Vector;
import io.weft.type.DecimalType;
import io.weft.type.ListType;
import io.weft.type.MapType;
import io.weft.type.SimpleType;
import io.weft.type.StructType;
import io.weft.type.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs an operator over the same rows in every way that its contract allows: in large batches and in batches of one row, with strings plain
 * and as ids, with rows between that do not count, with much memory and with little. After each run nothing may be left in memory or on disk.
 *
 * <p>The input always spoils a batch when it is asked for the next.
 */
public final class OperatorHarness {
    private static final long MUCH_MEMORY = 256 << 20;
    /** Bytes that are too few for most who keep rows. */
    static final long LITTLE_MEMORY = 48 << 10;

    private static final int SEVERAL_ROWS = 1000;

    private final List<? extends Type> types;
    private final List<List<@Nullable Object>> rows;
    private final long littleMemory;

    /** What makes the operator under test. */
    public interface Pipeline {
        Operator over(Operator input, TaskMemory memory, SpillSpace spill);
    }

    private enum Way {
        LARGE_BATCHES,
        ONE_ROW_BATCHES,
        IDS,
        ROWS_BETWEEN,
        LITTLE_MEMORY
    }

    public OperatorHarness(List<? extends Type> types, List<List<@Nullable Object>> rows) {
        this(types, rows, LITTLE_MEMORY);
    }

    /** A harness whose run with little memory has so many bytes: for rows of which a single one takes more. */
    public OperatorHarness(List<? extends Type> types, List<List<@Nullable Object>> rows, long littleMemory) {
        this.types = types;
        this.rows = rows;
        this.littleMemory = littleMemory;
    }

    /** Checks the rows that each run gives. */
    public void check(
            Pipeline pipeline, List<? extends Type> outputTypes, Consumer<List<List<@Nullable Object>>> expectation) {
        for (Way way : Way.values()) {
            try {
                expectation.accept(run(way, pipeline, outputTypes));
            } catch (AssertionError | RuntimeException problem) {
                throw new AssertionError("With " + way + ": " + problem.getMessage(), problem);
            }
        }
    }

    /** Checks that each run fails with this error. */
    public void checkFailure(Pipeline pipeline, Consumer<Throwable> expectation) {
        for (Way way : Way.values()) {
            Throwable failure = null;
            try {
                run(way, pipeline, List.of());
            } catch (RuntimeException thrown) {
                failure = thrown;
            }
            assertThat(failure).as("With " + way).isNotNull().satisfies(expectation::accept);
        }
    }

    private List<List<@Nullable Object>> run(Way way, Pipeline pipeline, List<? extends Type> outputTypes) {
        InMemoryInput input = new InMemoryInput(batches(way));
        MemoryArbiter arbiter = new MemoryArbiter(way == Way.LITTLE_MEMORY ? littleMemory : MUCH_MEMORY, 1);
        Path directory = temporaryDirectory();
        List<List<@Nullable Object>> result = new ArrayList<>();
        try (SpillSpace spill = new SpillSpace(List.of(directory), "test");
                TaskMemory memory = arbiter.open("test")) {
            try (Operator operator = pipeline.over(input, memory, spill)) {
                for (Batch batch = operator.next(); batch != null; batch = operator.next()) {
                    assertThat(batch.selectedCount()).as("rows of a batch").isPositive();
                    result.addAll(TestRows.rows(batch, outputTypes));
                }
            } finally {
                assertThat(memory.unreleased()).as("memory after close").isEmpty();
                assertThat(directory.toFile().list()).as("files after close").isEmpty();
                assertThat(input.closed()).as("times the input was closed").isEqualTo(1);
            }
        } finally {
            delete(directory);
        }
        return result;
    }

    private List<Batch> batches(Way way) {
        return switch (way) {
            case LARGE_BATCHES -> batches(Batch.MAX_ROWS);
            case ONE_ROW_BATCHES -> batches(1);
            case LITTLE_MEMORY -> batches(SEVERAL_ROWS);
            case IDS -> coded(batches(SEVERAL_ROWS));
            case ROWS_BETWEEN -> withRowsBetween();
        };
    }

    private List<Batch> batches(int size) {
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += size) {
            batches.add(TestRows.batch(types, rows.subList(from, Math.min(rows.size(), from + size))));
        }
        return batches;
    }

    /** The same with one dictionary for each column of strings. */
    private List<Batch> coded(List<Batch> batches) {
        List<Batch> coded = new ArrayList<>(batches);
        for (int column = 0; column < types.size(); column++) {
            if (!rows.isEmpty() && types.get(column).equals(Type.STRING)) {
                Map<String, Integer> ids = ids(column);
                BytesDictionary dictionary = dictionary(ids);
                for (int index = 0; index < coded.size(); index++) {
                    List<Vector> columns = new ArrayList<>(coded.get(index).columns());
                    columns.set(column, coded(columns.get(column), ids, dictionary));
                    coded.set(index, coded.get(index).withColumns(columns));
                }
            }
        }
        return coded;
    }

    private Map<String, Integer> ids(int column) {
        Map<String, Integer> ids = new LinkedHashMap<>();
        for (List<@Nullable Object> row : rows) {
            ids.putIfAbsent(String.valueOf(row.get(column)), ids.size());
        }
        return ids;
    }

    private static BytesDictionary dictionary(Map<String, Integer> ids) {
        List<List<@Nullable Object>> entries = new ArrayList<>();
        ids.keySet().forEach(text -> entries.add(TestRows.row(text)));
        byte[] bytes = String.join("", ids.keySet()).getBytes(UTF_8);
        int[] offsets = new int[entries.size() + 1];
        int id = 0;
        for (String text : ids.keySet()) {
            offsets[id + 1] = offsets[id] + text.getBytes(UTF_8).length;
            id++;
        }
        return new BytesDictionary(entries.size(), offsets, bytes);
    }

    private static CodedBytesVector coded(Vector plain, Map<String, Integer> ids, BytesDictionary dictionary) {
        int[] coded = new int[plain.size()];
        for (int row = 0; row < coded.length; row++) {
            Object text = TestRows.value((PlainBytesVector) plain, Type.STRING, row);
            coded[row] = text == null ? 0 : ids.getOrDefault(text, 0);
        }
        return new CodedBytesVector(coded.length, coded, dictionary, plain.nulls());
    }

    private List<Batch> withRowsBetween() {
        List<Batch> batches = new ArrayList<>();
        List<@Nullable Object> between = new ArrayList<>();
        types.forEach(type -> between.add(extreme(type)));
        for (int from = 0; from < rows.size(); from += SEVERAL_ROWS) {
            List<List<@Nullable Object>> mixed = new ArrayList<>();
            int[] positions = new int[SEVERAL_ROWS];
            int count = 0;
            for (List<@Nullable Object> row : rows.subList(from, Math.min(rows.size(), from + SEVERAL_ROWS))) {
                mixed.add(between);
                positions[count++] = mixed.size();
                mixed.add(row);
            }
            batches.add(TestRows.batch(types, mixed).select(positions, count));
        }
        return batches;
    }

    private static Object extreme(Type type) {
        if (type instanceof DecimalType decimal) {
            return new BigDecimal(BigInteger.TEN.pow(decimal.precision()).subtract(BigInteger.ONE), decimal.scale());
        }
        if (type instanceof ListType list) {
            return List.of(extreme(list.element()), extreme(list.element()));
        }
        if (type instanceof MapType map) {
            return Map.of(extreme(map.key()), extreme(map.value()));
        }
        if (type instanceof StructType struct) {
            return Row.of(
                    struct.schema(),
                    struct.fields().stream().map(field -> extreme(field.type())).toList());
        }
        return switch ((SimpleType) type) {
            case BOOLEAN -> true;
            case TINYINT -> Byte.MIN_VALUE;
            case SMALLINT -> Short.MIN_VALUE;
            case INT -> Integer.MIN_VALUE;
            case FLOAT -> Float.NaN;
            case TIMESTAMP -> Instant.EPOCH.plus(Long.MIN_VALUE, ChronoUnit.MICROS);
            case TIMESTAMP_NTZ -> LocalDate.EPOCH.atStartOfDay().plus(Long.MAX_VALUE, ChronoUnit.MICROS);
            case BINARY -> new Bytes("00ff00ff00ff00ff00ff");
            case BIGINT -> Long.MIN_VALUE;
            case DOUBLE -> Double.NaN;
            case DATE -> LocalDate.ofEpochDay(Integer.MAX_VALUE);
            case STRING -> "not to be seen";
        };
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("weft-operator");
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static void delete(Path directory) {
        try {
            Files.delete(directory);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
