package io.weft.expr;

import static io.weft.api.Columns.col;
import static io.weft.api.Functions.call;
import static io.weft.api.Functions.coalesce;
import static io.weft.api.Functions.when;
import static io.weft.api.MathFunctions.round;
import static io.weft.api.MathFunctions.sqrt;
import static io.weft.api.StringFunctions.substring;
import static io.weft.api.StringFunctions.upper;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.BitFunctions;
import io.weft.api.Column;
import io.weft.api.DateFormFunctions;
import io.weft.api.DateFunctions;
import io.weft.api.EncodingFunctions;
import io.weft.api.Functions;
import io.weft.api.MathFunctions;
import io.weft.api.NestedFunctions;
import io.weft.api.PatternFunctions;
import io.weft.api.StringFunctions;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.NodeId;
import io.weft.plan.Planned;
import io.weft.type.Type;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScalarFunctionsTest {
    /** Functions that Java names in another way. */
    private static final Map<String, String> METHODS = Map.of(
            "case",
            "when",
            "if",
            "when",
            "in",
            "isIn",
            "get",
            "getItem",
            "startswith",
            "startsWith",
            "endswith",
            "endsWith");

    private static Type typeOf(Column column) {
        return Planned.resolved((job, items) -> items.select(column.as("it")).show())
                .node(new NodeId(1))
                .schema()
                .type(0);
    }

    private static void refuses(Column column, ErrorCode code, String message) {
        assertThatThrownBy(() -> typeOf(column))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessage(message);
    }

    @Test
    void namesTheNearestFunctionWhereOneIsMissing() {
        refuses(
                call("uper", col("name")),
                ErrorCode.INVALID_PLAN,
                "Cannot compute uper(name): there is no function 'uper' (did you mean 'upper'?)"
                        + " (docs/functions.md names those there are)");
    }

    @Test
    void saysWhatAFunctionTakesWhereTypesDoNotGoWithIt() {
        refuses(
                substring(col("name"), col("price")),
                ErrorCode.TYPE_MISMATCH,
                "Cannot compute substring(name, price): 'substring' does not take (string, decimal(15,2)); it takes"
                        + " (text string, from int) → string or (text string, from int, length int) → string"
                        + " (cast what is of another type)");
    }

    @Test
    void saysThatDigitsAreAConstant() {
        refuses(
                round(col("price"), col("count")),
                ErrorCode.TYPE_MISMATCH,
                "Cannot compute round(price, count): 'round' does not take (decimal(15,2), int); it takes"
                        + " (value number) → number or (value number, digits constant int) → number"
                        + " (cast what is of another type)");
    }

    @Test
    void refusesValuesWithoutATypeInCommon() {
        refuses(
                coalesce(col("name"), 1),
                ErrorCode.TYPE_MISMATCH,
                "Cannot compute coalesce(name, 1): 'coalesce' does not take (string, int); it takes (value T, …) → T"
                        + " (cast what is of another type)");
    }

    @Test
    void widensToTheTypeInCommon() {
        assertThat(typeOf(when(col("gift"), col("count")).otherwise(col("id")))).isEqualTo(Type.BIGINT);
        assertThat(typeOf(coalesce(col("price"), 0))).isEqualTo(Type.decimal(15, 2));
        assertThat(typeOf(coalesce(col("price"), col("count")))).isEqualTo(Type.decimal(15, 2));
        assertThat(typeOf(coalesce(col("price"), col("weight")))).isEqualTo(Type.DOUBLE);
        assertThat(typeOf(sqrt(col("count")))).isEqualTo(Type.DOUBLE);
    }

    @Test
    void roundsDecimalsToTypesWithRoomForACarry() {
        assertThat(typeOf(round(col("price"), 1))).isEqualTo(Type.decimal(15, 1));
        assertThat(typeOf(round(col("price")))).isEqualTo(Type.decimal(14, 0));
        assertThat(typeOf(round(col("price"), 5))).isEqualTo(Type.decimal(16, 2));
        assertThat(typeOf(round(col("price"), -20))).isEqualTo(Type.decimal(21, 0));
    }

    @Test
    void writesCasesAsSqlDoes() {
        assertThat(when(col("gift"), "yes")
                        .when(col("count").lessThan(1), "none")
                        .otherwise("no"))
                .hasToString("case when gift then 'yes' when (count < 1) then 'none' else 'no' end");
        assertThatThrownBy(() -> upper(col("name")).otherwise(1))
                .hasMessage("Cases belong to a column that began with when(...): upper(name)");
    }

    @Test
    void everyFunctionIsAMethod() {
        Set<String> methods = Stream.of(
                        Functions.class,
                        StringFunctions.class,
                        PatternFunctions.class,
                        EncodingFunctions.class,
                        MathFunctions.class,
                        BitFunctions.class,
                        NestedFunctions.class,
                        DateFunctions.class,
                        DateFormFunctions.class,
                        Column.class)
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .map(Method::getName)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        List<String> missing = ScalarFunctions.all().stream()
                .map(ScalarFunction::name)
                .filter(name -> !methods.contains(
                        METHODS.getOrDefault(name, name).replace("_", "").toLowerCase(Locale.ROOT)))
                .toList();
        assertThat(missing).isEmpty();
    }
}
