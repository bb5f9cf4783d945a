package io.weft.appmaster.local;

import static io.weft.api.Columns.field;
import static io.weft.api.Columns.schema;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Aggregates;
import io.weft.api.Column;
import io.weft.api.Columns;
import io.weft.api.Dataset;
import io.weft.api.JobContext;
import io.weft.api.Text;
import io.weft.expr.AggregateFunction;
import io.weft.type.Type;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the examples of docs/functions.md, by the methods of the API that have the functions' names. */
final class AggregateExamplesTest {
    private static final Pattern CALL = Pattern.compile("(\\w+)\\(([^)]*)\\)(?:\\.(\\w+)\\(\\))?");

    @TempDir
    private Path directory;

    @Test
    void everyExampleGivesWhatThePageSays() throws IOException {
        Path input = directory.resolve("rows.txt");
        Files.writeString(input, "1 4.0 true\n2 8.0 null\n2 null true\nnull 6.0 false\n");
        List<AggregateFunction> functions = Arrays.stream(AggregateFunction.values())
                .filter(function -> !function.example().isEmpty())
                .toList();
        List<@Nullable Object> found = new ArrayList<>();
        new LocalRun(directory)
                .succeed(job -> rows(job, input)
                        .aggregate(functions.stream()
                                .map(function -> called(function.usage()).as(function.name()))
                                .toArray(Column[]::new))
                        .collect(row -> found.addAll(row.values())));
        assertThat(found).hasSameSizeAs(functions);
        for (int index = 0; index < functions.size(); index++) {
            Object value = found.get(index);
            List<?> sorted =
                    value instanceof List<?> list ? list.stream().sorted().toList() : List.of();
            assertThat(value instanceof List ? sorted.toString() : String.valueOf(value))
                    .as(functions.get(index).usage())
                    .isEqualTo(functions.get(index).example());
        }
    }

    private static Dataset rows(JobContext job, Path input) {
        return job.read(Text.at(input.toString()))
                .flatMap(
                        schema(field("x", Type.INT), field("y", Type.DOUBLE), field("b", Type.BOOLEAN)), (row, out) -> {
                            String[] words = row.string("line").split(" ", -1);
                            out.emit(
                                    words[0].equals("null") ? null : Integer.valueOf(words[0]),
                                    words[1].equals("null") ? null : Double.valueOf(words[1]),
                                    words[2].equals("null") ? null : Boolean.valueOf(words[2]));
                        });
    }

    private static Column called(String usage) {
        Matcher call = CALL.matcher(usage);
        assertThat(call.matches()).as(usage).isTrue();
        List<Object> arguments = new ArrayList<>();
        for (String argument : call.group(2).split(", ", -1)) {
            arguments.add(Character.isDigit(argument.charAt(0)) ? (Object) Double.valueOf(argument) : argument);
        }
        Column column = invoke(method(call.group(1)), arguments);
        return call.group(3) == null ? column : column.ignoreNulls();
    }

    private static String method(String function) {
        Matcher words = Pattern.compile("_(\\w)").matcher(function);
        return words.replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
    }

    private static Column invoke(String method, List<Object> arguments) {
        for (Class<?> type : List.of(Aggregates.class, Columns.class)) {
            for (Method candidate : type.getMethods()) {
                if (candidate.getName().equals(method) && takes(candidate, arguments)) {
                    try {
                        return (Column) candidate.invoke(null, arguments.toArray());
                    } catch (ReflectiveOperationException problem) {
                        throw new LinkageError(problem.getMessage(), problem);
                    }
                }
            }
        }
        throw new AssertionError("No method %s of %s".formatted(method, arguments));
    }

    private static boolean takes(Method method, List<Object> arguments) {
        List<Class<?>> wanted = new ArrayList<>();
        arguments.forEach(argument -> wanted.add(argument instanceof String ? String.class : double.class));
        return Arrays.asList(method.getParameterTypes()).equals(wanted);
    }
}
