package io.weft.stage;

import static io.weft.api.Columns.col;
import static io.weft.api.Columns.count;
import static io.weft.api.Columns.sum;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Text;
import io.weft.plan.Planned;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExplanationTest {
    @Test
    void showsThePlanAsWrittenAsItWillRunAndItsStages() {
        assertThat(Planned.explained((job, items) -> items.where(col("count").greaterThan(3))
                        .groupBy("name")
                        .aggregate(sum("price").as("total"))
                        .write(Text.at("out"))))
                .hasToString("""
                        As written
                          #0 read parquet items
                          #1 where (count > 3) <- #0
                          #2 group by name aggregate sum(price) as total <- #1
                          #3 write text out <- #2
                        As it will run
                          #0 scan parquet items, columns 3 of 8: [name, price, count], pushed down: [(count > 3)]
                          #1 filter (count > 3) <- #0
                          #2 partial aggregate by [name] [sum(price) as total] <- #1
                          #3 exchange by hash of [name] <- #2
                          #4 final aggregate by [name] [sum(total~0) as total] <- #3
                          #5 write text out <- #4
                        Stages
                          stage 0: to the exchange, 32 partition(s)
                            scan parquet items, columns 3 of 8: [name, price, count], pushed down: [(count > 3)]
                            filter (count > 3)
                            partial aggregate by [name] [sum(price) as total]
                          stage 1: writes text out
                            shuffle read of stage 0
                            final aggregate by [name] [sum(total~0) as total]
                        """);
    }

    @Test
    void cutsAStageForEachExchangeAndEachOutput() {
        StageGraph stages = Planned.explained((job, items) -> {
                    items.groupBy("name").aggregate(count().as("n")).limit(5).show();
                    items.write(Text.at("out"));
                })
                .stages();
        assertThat(stages.stages().stream().map(Stage::producers))
                .containsExactly(List.of(), List.of(new JobId(0).stage(0)), List.of(new JobId(0).stage(1)), List.of());
        assertThat(stages.consumers(new JobId(0).stage(1)))
                .extracting(Stage::id)
                .containsExactly(new JobId(0).stage(2));
    }
}
