package io.weft.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** All that JMH would run, with all that can be chosen but less of everything. */
class CheckedBenchmarkTest {
    /** More than a batch. */
    private static final int FEW = 9000;

    static Stream<Arguments> variants() throws ReflectiveOperationException {
        List<Arguments> variants = new ArrayList<>();
        for (String name : benchmarks()) {
            List<Map<Field, Object>> choices = List.of(Map.of());
            for (Field field : Class.forName(name).getFields()) {
                if (field.isAnnotationPresent(Param.class)) {
                    choices = choices.stream()
                            .flatMap(chosen -> values(field).map(value -> with(chosen, field, value)))
                            .toList();
                }
            }
            for (Map<Field, Object> chosen : choices) {
                variants.add(Arguments.of(Class.forName(name), chosen));
            }
        }
        return variants.stream();
    }

    private static SortedSet<String> benchmarks() {
        SortedSet<String> names = new TreeSet<>();
        for (BenchmarkListEntry entry : BenchmarkList.defaultList()
                .find(
                        OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
                        List.of(".*"),
                        List.of())) {
            names.add(entry.getUserClassQName());
        }
        return names;
    }

    private static Stream<Object> values(Field field) {
        Class<?> type = field.getType();
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants());
        }
        return Arrays.stream(field.getAnnotation(Param.class).value())
                .map(Long::parseLong)
                .map(number -> Math.min(number, FEW))
                .distinct()
                .map(number -> type == int.class ? (Object) number.intValue() : number);
    }

    private static Map<Field, Object> with(Map<Field, Object> chosen, Field field, Object value) {
        Map<Field, Object> more = new LinkedHashMap<>(chosen);
        more.put(field, value);
        return more;
    }

    @ParameterizedTest
    @MethodSource("variants")
    void givesWhatItsPlainTwinGives(Class<? extends CheckedBenchmark> type, Map<Field, Object> parameters)
            throws Exception {
        try (CheckedBenchmark benchmark = type.getConstructor().newInstance()) {
            for (Map.Entry<Field, Object> parameter : parameters.entrySet()) {
                parameter.getKey().set(benchmark, parameter.getValue());
            }
            assertThatCode(benchmark::prepare).as("%s", parameters).doesNotThrowAnyException();
        }
    }

    @Test
    void allBenchmarksAreChecked() throws ClassNotFoundException {
        assertThat(benchmarks()).hasSizeGreaterThanOrEqualTo(6);
        for (String name : benchmarks()) {
            assertThat(Class.forName(name)).isAssignableTo(CheckedBenchmark.class);
        }
    }

    @Test
    void aWrongAnswerEndsTheRun() {
        CheckedBenchmark wrong = new CheckedBenchmark() {
            @Override
            void fill() {}

            @Override
            void check() {
                same(List.of(1, 2), List.of(2, 1), "row", 7);
            }
        };

        assertThatThrownBy(wrong::prepare)
                .isInstanceOf(AssertionError.class)
                .hasMessage("row 7 is [2, 1] and should be [1, 2]");
    }
}
