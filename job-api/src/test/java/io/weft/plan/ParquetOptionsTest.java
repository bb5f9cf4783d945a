package io.weft.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.Parquet;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import org.junit.jupiter.api.Test;

class ParquetOptionsTest {
    @Test
    void carriesTheColumnsWithBloomFiltersInThePlan() {
        Plan plan =
                Planned.resolved((job, items) -> items.write(Parquet.at("out").bloomFilter("name", "id")));

        PlanNode.Write write = (PlanNode.Write) plan.nodes().get(plan.nodes().size() - 1);
        assertThat(ParquetOptions.bloomFilters(write.output())).containsExactly("id", "name");
    }

    @Test
    void refusesABloomFilterOfAColumnThatIsNotWritten() {
        assertThatThrownBy(() -> Planned.resolved(
                        (job, items) -> items.write(Parquet.at("out").bloomFilter("nane"))))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.COLUMN_NOT_FOUND))
                .hasMessageContaining(
                        "Cannot write a bloom filter of column 'nane': the columns of the output are [id, name,")
                .hasMessageEndingWith("(did you mean 'name'?)");
    }

    @Test
    void refusesABloomFilterOfABoolean() {
        assertThatThrownBy(() -> Planned.resolved(
                        (job, items) -> items.write(Parquet.at("out").bloomFilter("gift"))))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TYPE_MISMATCH))
                .hasMessage("Cannot write a bloom filter of column 'gift': it is boolean"
                        + " (name a column of many different values)");
    }
}
