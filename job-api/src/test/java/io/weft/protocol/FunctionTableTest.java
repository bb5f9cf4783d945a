package io.weft.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.FlatMapFunction;
import io.weft.api.Row;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.type.Schema;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FunctionTableTest {
    private static final ClassLoader LOADER = FunctionTableTest.class.getClassLoader();

    @Test
    void carriesAFunctionWithWhatItCaptures() throws Exception {
        String captured = "c";
        FlatMapFunction function = (row, out) -> out.emit(captured);
        Serializable copy = FunctionTable.read(FunctionTable.write(List.of(function), LOADER), LOADER)
                .get(0);
        List<@Nullable Object> emitted = new ArrayList<>();
        ((FlatMapFunction) copy).apply(Row.of(Schema.of(), List.of()), values -> emitted.add(values[0]));
        assertThat(emitted).containsExactly("c");
    }

    @Test
    void namesWhatCannotTravel() {
        Thread captured = new Thread();
        FlatMapFunction function = (row, out) -> out.emit(captured.getName());
        assertThatThrownBy(() -> FunctionTable.write(List.of(function), LOADER))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FUNCTION_NOT_SERIALIZABLE))
                .hasMessage("Cannot send a user function to the runners: it captures a java.lang.Thread, which is not"
                        + " Serializable (make that class Serializable, or create the object inside the function)");
    }

    @Test
    void saysWhereAClassIsMissing() {
        FlatMapFunction function = (row, out) -> {};
        Payload table = FunctionTable.write(List.of(function), LOADER);
        assertThatThrownBy(() -> FunctionTable.read(new Payload(new byte[] {1, 2, 3}), LOADER))
                .isInstanceOf(WeftException.class)
                .hasMessageStartingWith("Cannot read the user functions where they are to run: ");
        assertThat(table.length()).isPositive();
    }
}
