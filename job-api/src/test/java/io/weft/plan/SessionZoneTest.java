package io.weft.plan;

import static io.weft.api.Columns.col;
import static io.weft.api.DateFunctions.currentDate;
import static io.weft.api.DateFunctions.hour;
import static io.weft.api.NestedFunctions.array;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Column;
import io.weft.api.Csv;
import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.Cast;
import io.weft.expr.Expression.Invoke;
import io.weft.expr.Expression.Literal;
import io.weft.expr.JobTime;
import io.weft.plan.PlanNode.Project;
import io.weft.plan.PlanNode.Scan;
import io.weft.plan.PlanNode.Write;
import io.weft.type.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** How the session's zone gets into a plan. */
class SessionZoneTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final JobTime TIME = new JobTime(Instant.parse("2026-11-27T20:00:00Z"), TOKYO);
    private static final Column MOMENT = col("sold").cast(Type.TIMESTAMP);

    private static <N extends PlanNode> N find(Plan plan, Class<N> kind) {
        return plan.nodes().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }

    private static Expression planned(Column column) {
        Plan plan =
                Planned.optimized((job, items) -> items.select(column.as("it")).show(), TIME);
        return find(plan, Project.class).columns().get(0).expression();
    }

    @Test
    void everyCastAndFunctionHasIt() {
        Invoke list = (Invoke) planned(array(hour(MOMENT), col("count")));
        Invoke hour = (Invoke) list.argument(0);
        assertThat(hour.zone()).isEqualTo(TOKYO);
        assertThat(((Cast) hour.argument(0)).zone()).isEqualTo(TOKYO);
    }

    @Test
    void conditionsHaveIt() {
        Plan plan = Planned.optimized(
                (job, items) ->
                        items.where(col("sold").cast(Type.STRING).equalTo("x")).show(),
                TIME);
        Call condition = (Call) find(plan, Scan.class).filters().get(0);
        assertThat(((Cast) condition.argument(0)).zone()).isEqualTo(TOKYO);
    }

    @Test
    void itSaysWhichDayTodayIs() {
        assertThat(planned(currentDate())).isEqualTo(new Literal(LocalDate.of(2026, 11, 28), Type.DATE));
    }

    @Test
    void filesAreReadAndWrittenInIt() {
        Plan plan = Planned.optimized((job, items) -> items.write(Csv.at("out")), TIME);
        assertThat(FileOptions.zone(find(plan, Scan.class).input().options())).isEqualTo(TOKYO);
        assertThat(FileOptions.zone(find(plan, Write.class).output().options())).isEqualTo(TOKYO);
    }

    @Test
    void filesSayNothingOfUtc() {
        Plan plan = Planned.optimized(
                (job, items) -> items.write(Csv.at("out")), new JobTime(Instant.EPOCH, ZoneId.of("UTC")));
        assertThat(find(plan, Scan.class).input().options()).isEmpty();
        assertThat(FileOptions.zone(find(plan, Write.class).output().options())).isEqualTo(ZoneOffset.UTC);
    }
}
