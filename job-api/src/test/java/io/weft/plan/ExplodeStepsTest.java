package io.weft.plan;

import static io.weft.api.Columns.col;
import static io.weft.api.Columns.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.Dataset;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class ExplodeStepsTest {
    private static final Schema PAGES = Schema.of(
            new Field("id", Type.INT),
            new Field("words", Type.list(Type.STRING)),
            new Field("lengths", Type.map(Type.STRING, Type.BIGINT)));

    /** The dataset with lists and maps: what a function makes of the items. */
    private static Plan optimized(UnaryOperator<Dataset> steps) {
        return Planned.optimized((job, items) -> steps.apply(
                        items.map(PAGES, row -> List.of(1, List.of("a"), Map.of("a", 1L))))
                .show());
    }

    private static void refuses(UnaryOperator<Dataset> steps, ErrorCode code, String message) {
        assertThatThrownBy(() -> optimized(steps))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessage(message);
    }

    @Test
    void passesOnTheColumnsThatAreUsedAlone() {
        assertThat(optimized(pages -> pages.posexplode(col("words"), "place", "word")
                                .where(col("id").greaterThan(3).and(col("word").equalTo("x")))
                                .select("id", "word"))
                        .nodes()
                        .stream()
                        .map(Object::toString))
                .contains("filter (id > 3)", "explode words to [place, word] beside [id]", "filter (word = 'x')");
        assertThat(optimized(pages -> pages.explodeOuter(col("lengths"), "key", "value"))
                        .toString())
                .contains("explode lengths, rows without elements too, to [key, value] beside [id, words, lengths]");
    }

    @Test
    void mapsAreNoKeysOfSetsOfGroups() {
        refuses(
                pages -> pages.rollup("lengths").aggregate(count()),
                ErrorCode.TYPE_MISMATCH,
                "Cannot group by lengths: it is a map<string,bigint>, and maps are not equal or unequal"
                        + " (group by what is in them)");
    }

    @Test
    void saysWhatCannotBeExploded() {
        refuses(
                pages -> pages.explode(col("id"), "x"),
                ErrorCode.TYPE_MISMATCH,
                "Cannot explode id: it is a int (a list or a map can be exploded)");
        refuses(
                pages -> pages.explode(col("lengths"), "x"),
                ErrorCode.INVALID_PLAN,
                "Cannot explode lengths to [x]: it is a map<string,bigint>, which gives 2 column(s) (name as many)");
        refuses(
                pages -> pages.explode(col("words"), "id"),
                ErrorCode.INVALID_PLAN,
                "Cannot name two columns 'id' in 'explode words as id' (name one of them with as(\"...\"))");
    }
}
