package io.weft.plan;

import static io.weft.api.Aggregates.countDistinct;
import static io.weft.api.Aggregates.first;
import static io.weft.api.Columns.avg;
import static io.weft.api.Columns.col;
import static io.weft.api.Columns.count;
import static io.weft.api.Columns.date;
import static io.weft.api.Columns.decimal;
import static io.weft.api.Columns.lit;
import static io.weft.api.Columns.max;
import static io.weft.api.Columns.sum;
import static io.weft.api.Columns.timestamp;
import static io.weft.api.Columns.timestampNtz;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.Column;
import io.weft.api.Dataset;
import io.weft.api.JobContext;
import io.weft.api.Parquet;
import io.weft.api.Text;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class ResolverTest {
    private static Type typeOf(Column column) {
        Plan plan =
                Planned.resolved((job, items) -> items.select(column.as("it")).show());
        return plan.node(new NodeId(1)).schema().type(0);
    }

    private static void refuses(Column column, ErrorCode code, String message) {
        assertThatThrownBy(() -> typeOf(column))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessage(message);
    }

    @Test
    void namesTheColumnsWhereOneIsMissing() {
        refuses(
                col("prise"),
                ErrorCode.COLUMN_NOT_FOUND,
                "Cannot find column 'prise': the columns are [id, name, price, discount, count, weight, sold, gift]"
                        + " (did you mean 'price'?)");
    }

    @Test
    void saysWhyAColumnOfTheInputCannotBeUsed() {
        SchemaSource source = new SchemaSource() {
            @Override
            public Schema schemaOf(Input input) {
                return Planned.ITEMS;
            }

            @Override
            public Optional<String> unsupportedType(Input input, String column) {
                return column.equals("ratio") ? Optional.of("optional float ratio") : Optional.empty();
            }
        };

        assertThatThrownBy(() -> new Resolver(source)
                        .resolve(Planned.written(
                                (job, items) -> items.select(col("ratio")).show())))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TYPE_MISMATCH))
                .hasMessage("Cannot use column 'ratio': its type is not supported yet: optional float ratio"
                        + " (leave it out)");
    }

    @Test
    void promotesNumbersToTheWiderType() {
        assertThat(typeOf(col("count").plus(1))).isEqualTo(Type.INT);
        assertThat(typeOf(col("count").plus(col("id")))).isEqualTo(Type.BIGINT);
        assertThat(typeOf(col("count").multiply(col("weight")))).isEqualTo(Type.DOUBLE);
        assertThat(typeOf(col("price").multiply(col("weight")))).isEqualTo(Type.DOUBLE);
        assertThat(typeOf(col("count").divide(2))).isEqualTo(Type.DOUBLE);
    }

    @Test
    void promotesShortIntegersAndFloatsAsSparkDoes() {
        assertThat(typeOf(lit((byte) 1).plus((byte) 1))).isEqualTo(Type.TINYINT);
        assertThat(typeOf(lit((byte) 1).plus((short) 1))).isEqualTo(Type.SMALLINT);
        assertThat(typeOf(lit((short) 1).mod(1))).isEqualTo(Type.INT);
        assertThat(typeOf(lit((byte) 1).minus(col("id")))).isEqualTo(Type.BIGINT);
        assertThat(typeOf(lit((byte) 1).divide((byte) 2))).isEqualTo(Type.DOUBLE);
        assertThat(typeOf(lit(1f).plus(1f))).isEqualTo(Type.FLOAT);
        assertThat(typeOf(lit(1f).divide(1f))).isEqualTo(Type.DOUBLE);
        assertThat(typeOf(lit(1f).plus((byte) 1))).isEqualTo(Type.DOUBLE);
        assertThat(typeOf(lit(1f).plus(col("price")))).isEqualTo(Type.DOUBLE);
        assertThat(typeOf(col("price").plus(col("count").cast(Type.SMALLINT)))).isEqualTo(Type.decimal(16, 2));
        assertThat(typeOf(lit(1f).lessThan(1))).isEqualTo(Type.BOOLEAN);
        assertThat(typeOf(lit((byte) 3).negate())).isEqualTo(Type.TINYINT);
    }

    @Test
    void refusesToOrderOrCompareWhatConsistsOfOthers() {
        Schema schema = Schema.of(
                new Field("tags", Type.list(Type.STRING)), new Field("counts", Type.map(Type.STRING, Type.INT)));
        assertNested(
                schema,
                items -> items.where(col("tags").equalTo(col("tags"))).show(),
                "Cannot compute (tags = tags): the types are [list<string>, list<string>]"
                        + " ('=' compares no lists, maps or structs: compare their elements or fields)");
        assertNested(
                schema,
                items -> items.aggregate(max("tags")).show(),
                "Cannot compute max of a list<string>: its values have no order (take an element or a field of it)");
        assertNested(
                schema,
                items -> items.groupBy("counts").aggregate(count()).show(),
                "Cannot group by counts: it is a map<string,int>, and maps are not equal or unequal"
                        + " (group by what is in them)");
        assertNested(
                schema,
                items -> items.aggregate(countDistinct("counts")).show(),
                "Cannot compute count(distinct counts): counts is a map<string,int>, and maps are not equal or unequal"
                        + " (count what is in them)");
        assertNested(
                schema,
                items -> items.aggregate(first("tags")).show(),
                "Cannot compute first of a list<string>: it needs a value that is no list, map or struct"
                        + " (take an element or a field)");
        assertNested(
                schema,
                items -> items.distinct().show(),
                "Cannot compute 'distinct': column 'counts' is a map<string,int>, and maps are not equal or unequal"
                        + " (leave it out, or select what is in it)");
        assertNested(
                schema,
                items -> items.select(col("tags").cast(Type.INT)).show(),
                "Cannot compute cast(tags as int): there is no cast from list<string> to int"
                        + " (see docs/semantics.md for the casts there are)");
        assertNested(
                schema,
                items -> items.select(col("counts").tryCast(Type.map(Type.STRING, Type.DATE)))
                        .show(),
                "Cannot compute try_cast(counts as map<string,date>): there is no cast from int to date"
                        + " (see docs/semantics.md for the casts there are)");
    }

    private static void assertNested(Schema schema, Consumer<Dataset> job, String message) {
        assertThatThrownBy(() ->
                        new Resolver(input -> schema).resolve(Planned.written((context, items) -> job.accept(items))))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TYPE_MISMATCH))
                .hasMessage(message);
    }

    @Test
    void comparesMomentsWithMomentsOnly() {
        assertThat(typeOf(lit(timestamp("1998-09-02T00:00:00Z")).lessThan(timestamp("1998-09-02 01:00 +01:00"))))
                .isEqualTo(Type.BOOLEAN);
        refuses(
                col("sold").lessThan(timestampNtz("1998-09-02 00:00:00")),
                ErrorCode.TYPE_MISMATCH,
                "Cannot compute (sold < timestamp_ntz '1998-09-02T00:00'): the types are [date, timestamp_ntz]"
                        + " ('<' compares values of one type: cast one side, or write date(\"...\"))");
        refuses(
                lit(new byte[] {1, (byte) 0xFF}).equalTo("a"),
                ErrorCode.TYPE_MISMATCH,
                "Cannot compute (X'01FF' = 'a'): the types are [binary, string] ('=' compares values of one type:"
                        + " cast one side, or write date(\"...\"))");
    }

    @Test
    void followsSparksRulesForDecimals() {
        assertThat(typeOf(lit(1).minus(col("discount")))).isEqualTo(Type.decimal(16, 2));
        assertThat(typeOf(col("price").multiply(lit(1).minus(col("discount"))))).isEqualTo(Type.decimal(32, 4));
        assertThat(typeOf(col("price").multiply(lit(1).minus(col("discount"))).multiply(lit(1).plus(col("discount")))))
                .isEqualTo(Type.decimal(38, 6));
        assertThat(typeOf(col("price").divide(col("discount")))).isEqualTo(Type.decimal(33, 18));
        assertThat(typeOf(col("price").plus(col("id")))).isEqualTo(Type.decimal(23, 2));
    }

    @Test
    void givesAggregatesTheirTypes() {
        Plan plan = Planned.resolved((job, items) -> items.aggregate(
                        sum("price").as("a"),
                        avg("price").as("b"),
                        sum("count").as("c"),
                        avg("id").as("d"),
                        count().as("e"))
                .show());
        assertThat(plan.node(new NodeId(1)).schema().types())
                .containsExactly(Type.decimal(25, 2), Type.decimal(19, 6), Type.BIGINT, Type.DOUBLE, Type.BIGINT);
    }

    @Test
    void refusesTypesThatDoNotGoTogether() {
        refuses(
                col("sold").lessThan("1998-09-02"),
                ErrorCode.TYPE_MISMATCH,
                "Cannot compute (sold < '1998-09-02'): the types are [date, string] ('<' compares values of one type:"
                        + " cast one side, or write date(\"...\"))");
        refuses(
                col("name").plus(1),
                ErrorCode.TYPE_MISMATCH,
                "Cannot compute (name + 1): the types are [string, int] ('+' needs numbers)");
        refuses(
                col("gift").and(col("count")),
                ErrorCode.TYPE_MISMATCH,
                "Cannot compute (gift and count): the types are [boolean, int] ('and' needs booleans)");
        refuses(
                col("sold").cast(Type.INT),
                ErrorCode.TYPE_MISMATCH,
                "Cannot compute cast(sold as int): there is no cast from date to int"
                        + " (see docs/semantics.md for the casts there are)");
        assertThat(typeOf(col("sold").cast(Type.STRING))).isEqualTo(Type.STRING);
        assertThat(typeOf(col("sold").lessThan(date("1998-09-02")))).isEqualTo(Type.BOOLEAN);
        assertThat(typeOf(col("price").between(decimal("0.05"), 3))).isEqualTo(Type.BOOLEAN);
    }

    @Test
    void refusesPlansThatCannotRun() {
        refuses(job -> job.read(Text.at("x")), "nobody uses the rows of 'read text x'");
        refuses(
                job -> job.read(Parquet.at("x")).where(col("count")).show(),
                "Cannot filter by count: it is a int (a condition is a boolean)");
        refuses(
                job -> job.read(Parquet.at("x"))
                        .select(col("id"), col("count").as("id"))
                        .show(),
                "Cannot name two columns 'id'");
        refuses(
                job -> job.read(Parquet.at("x"))
                        .groupBy("id")
                        .aggregate(col("count"))
                        .show(),
                "Cannot aggregate count: it is not an aggregate");
        refuses(
                job -> job.read(Parquet.at("x")).select(sum("count")).show(),
                "Cannot use sum(count) here: an aggregate stands in aggregate(...) only");
        refuses(
                job -> job.read(Parquet.at("x")).aggregate(sum("name")).show(),
                "Cannot compute sum of a string: it needs a number");
        refuses(job -> {}, "Cannot run the job: it has no steps");
    }

    private static void refuses(Consumer<JobContext> job, String words) {
        WrittenPlan written =
                JobContext.define(job::accept, Map.of(), row -> {}).written();
        assertThatThrownBy(() -> new Resolver(input -> Planned.ITEMS).resolve(written))
                .isInstanceOf(WeftException.class)
                .hasMessageContaining(words);
    }
}
