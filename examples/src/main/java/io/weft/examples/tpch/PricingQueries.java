package io.weft.examples.tpch;

import static io.weft.api.Columns.avg;
import static io.weft.api.Columns.col;
import static io.weft.api.Columns.count;
import static io.weft.api.Columns.date;
import static io.weft.api.Columns.decimal;
import static io.weft.api.Columns.lit;
import static io.weft.api.Columns.sum;
import static io.weft.api.Functions.when;

import io.weft.api.Column;
import io.weft.api.Dataset;

/** Queries about prices and discounts of items. */
final class PricingQueries {
    private PricingQueries() {}

    /** What an item costs: {@code l_extendedprice * (1 - l_discount)}. */
    static Column discounted() {
        return col("l_extendedprice").multiply(lit(1).minus(col("l_discount")));
    }

    /** Query 1. */
    static Dataset pricingSummary(TpchTables tables) {
        return tables.from("lineitem")
                .where(col("l_shipdate").lessThanOrEqual(date("1998-09-02")))
                .groupBy("l_returnflag", "l_linestatus")
                .aggregate(
                        sum("l_quantity").as("sum_qty"),
                        sum("l_extendedprice").as("sum_base_price"),
                        sum(discounted()).as("sum_disc_price"),
                        sum(discounted().multiply(lit(1).plus(col("l_tax")))).as("sum_charge"),
                        avg("l_quantity").as("avg_qty"),
                        avg("l_extendedprice").as("avg_price"),
                        avg("l_discount").as("avg_disc"),
                        count().as("count_order"))
                .orderBy("l_returnflag", "l_linestatus");
    }

    /** Query 6. */
    static Dataset forecastRevenueChange(TpchTables tables) {
        return tables.from("lineitem")
                .where(col("l_shipdate")
                        .greaterThanOrEqual(date("1994-01-01"))
                        .and(col("l_shipdate").lessThan(date("1995-01-01")))
                        .and(col("l_discount").between(decimal("0.05"), decimal("0.07")))
                        .and(col("l_quantity").lessThan(24)))
                .aggregate(
                        sum(col("l_extendedprice").multiply(col("l_discount"))).as("revenue"));
    }

    /** Query 14. */
    static Dataset promotionEffect(TpchTables tables) {
        Column promoted = when(col("p_type").like("PROMO%"), discounted()).otherwise(0);
        return tables.from("lineitem", "part")
                .where(col("l_partkey")
                        .equalTo(col("p_partkey"))
                        .and(col("l_shipdate").greaterThanOrEqual(date("1995-09-01")))
                        .and(col("l_shipdate").lessThan(date("1995-10-01"))))
                .aggregate(sum(promoted).as("promoted"), sum(discounted()).as("all"))
                .select(lit(decimal("100.00"))
                        .multiply(col("promoted"))
                        .divide(col("all"))
                        .as("promo_revenue"));
    }

    /** Query 17. The average of each part is joined to its items. */
    static Dataset smallQuantityOrderRevenue(TpchTables tables) {
        Dataset averages = tables.from("lineitem")
                .groupBy(col("l_partkey").as("a_partkey"))
                .aggregate(avg("l_quantity").as("average"));
        return tables.from("lineitem", "part")
                .crossJoin(averages)
                .where(col("p_partkey")
                        .equalTo(col("l_partkey"))
                        .and(col("p_brand").equalTo("Brand#23"))
                        .and(col("p_container").equalTo("MED BOX"))
                        .and(col("a_partkey").equalTo(col("p_partkey")))
                        .and(col("l_quantity").lessThan(lit(decimal("0.2")).multiply(col("average")))))
                .aggregate(sum("l_extendedprice").as("sum"))
                .select(col("sum").divide(decimal("7.0")).as("avg_yearly"));
    }

    /** Query 19. */
    static Dataset discountedRevenue(TpchTables tables) {
        return tables.from("lineitem", "part")
                .where(packed("Brand#12", "SM", "CASE", "BOX", "PACK", "PKG")
                        .and(delivered(1, 5))
                        .or(packed("Brand#23", "MED", "BAG", "BOX", "PKG", "PACK")
                                .and(delivered(10, 10)))
                        .or(packed("Brand#34", "LG", "CASE", "BOX", "PACK", "PKG")
                                .and(delivered(20, 15))))
                .aggregate(sum(discounted()).as("revenue"));
    }

    private static Column packed(String brand, String size, String... containers) {
        Object[] names = new Object[containers.length];
        for (int place = 0; place < names.length; place++) {
            names[place] = size + " " + containers[place];
        }
        return col("p_partkey")
                .equalTo(col("l_partkey"))
                .and(col("p_brand").equalTo(brand))
                .and(col("p_container").isIn(names));
    }

    private static Column delivered(int quantity, int size) {
        return col("l_quantity")
                .greaterThanOrEqual(quantity)
                .and(col("l_quantity").lessThanOrEqual(quantity + 10))
                .and(col("p_size").between(1, size))
                .and(col("l_shipmode").isIn("AIR", "AIR REG"))
                .and(col("l_shipinstruct").equalTo("DELIVER IN PERSON"));
    }
}
