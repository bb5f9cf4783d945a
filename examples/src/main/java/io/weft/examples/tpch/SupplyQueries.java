package io.weft.examples.tpch;

import static io.weft.api.Aggregates.countDistinct;
import static io.weft.api.Columns.asc;
import static io.weft.api.Columns.col;
import static io.weft.api.Columns.count;
import static io.weft.api.Columns.date;
import static io.weft.api.Columns.decimal;
import static io.weft.api.Columns.desc;
import static io.weft.api.Columns.lit;
import static io.weft.api.Columns.max;
import static io.weft.api.Columns.min;
import static io.weft.api.Columns.sum;
import static io.weft.examples.tpch.PricingQueries.discounted;

import io.weft.api.Column;
import io.weft.api.Dataset;
import io.weft.api.JoinType;

/** Queries about suppliers and what they have in stock. */
final class SupplyQueries {
    private SupplyQueries() {}

    /** Query 2. The least cost of each part is joined to its suppliers. */
    static Dataset minimumCostSupplier(TpchTables tables) {
        Column isEuropean = col("s_suppkey")
                .equalTo(col("ps_suppkey"))
                .and(col("s_nationkey").equalTo(col("n_nationkey")))
                .and(col("n_regionkey").equalTo(col("r_regionkey")))
                .and(col("r_name").equalTo("EUROPE"));
        Dataset least = tables.from("partsupp", "supplier", "nation", "region")
                .where(isEuropean)
                .groupBy(col("ps_partkey").as("least_partkey"))
                .aggregate(min("ps_supplycost").as("least_cost"));
        return tables.from("part", "supplier", "partsupp", "nation", "region")
                .crossJoin(least)
                .where(col("p_partkey")
                        .equalTo(col("ps_partkey"))
                        .and(isEuropean)
                        .and(col("p_size").equalTo(15))
                        .and(col("p_type").like("%BRASS"))
                        .and(col("least_partkey").equalTo(col("p_partkey")))
                        .and(col("ps_supplycost").equalTo(col("least_cost"))))
                .select("s_acctbal", "s_name", "n_name", "p_partkey", "p_mfgr", "s_address", "s_phone", "s_comment")
                .orderBy(desc("s_acctbal"), asc("n_name"), asc("s_name"), asc("p_partkey"))
                .limit(100);
    }

    /** Query 11. */
    static Dataset importantStock(TpchTables tables) {
        Column value = col("ps_supplycost").multiply(col("ps_availqty"));
        Dataset german = tables.from("partsupp", "supplier", "nation")
                .where(col("ps_suppkey")
                        .equalTo(col("s_suppkey"))
                        .and(col("s_nationkey").equalTo(col("n_nationkey")))
                        .and(col("n_name").equalTo("GERMANY")));
        Dataset least = german.aggregate(sum(value).as("sum"))
                .select(col("sum").multiply(decimal("0.0001")).as("least"));
        return german.groupBy("ps_partkey")
                .aggregate(sum(value).as("value"))
                .crossJoin(least)
                .where(col("value").greaterThan(col("least")))
                .select("ps_partkey", "value")
                .orderBy(desc("value"));
    }

    /** Query 15. */
    static Dataset topSupplier(TpchTables tables) {
        Dataset revenue = tables.from("lineitem")
                .where(col("l_shipdate")
                        .greaterThanOrEqual(date("1996-01-01"))
                        .and(col("l_shipdate").lessThan(date("1996-04-01"))))
                .groupBy(col("l_suppkey").as("supplier_no"))
                .aggregate(sum(discounted()).as("total_revenue"));
        Dataset most = revenue.aggregate(max("total_revenue").as("most"));
        return tables.from("supplier")
                .crossJoin(revenue)
                .crossJoin(most)
                .where(col("s_suppkey")
                        .equalTo(col("supplier_no"))
                        .and(col("total_revenue").equalTo(col("most"))))
                .select("s_suppkey", "s_name", "s_address", "s_phone", "total_revenue")
                .orderBy("s_suppkey");
    }

    /** Query 16. */
    static Dataset partsSupplierRelationship(TpchTables tables) {
        Dataset complained = tables.from("supplier")
                .where(col("s_comment").like("%Customer%Complaints%"))
                .select("s_suppkey");
        return tables.from("partsupp", "part")
                .where(col("p_partkey")
                        .equalTo(col("ps_partkey"))
                        .and(col("p_brand").notEqual("Brand#45"))
                        .and(col("p_type").like("MEDIUM POLISHED%").not())
                        .and(col("p_size").isIn(49, 14, 23, 45, 19, 3, 36, 9)))
                .whereNotIn(col("ps_suppkey"), complained)
                .groupBy("p_brand", "p_type", "p_size")
                .aggregate(countDistinct("ps_suppkey").as("supplier_cnt"))
                .orderBy(desc("supplier_cnt"), asc("p_brand"), asc("p_type"), asc("p_size"));
    }

    /** Query 20. What was shipped of each part by each supplier is joined to the stock. */
    static Dataset potentialPartPromotion(TpchTables tables) {
        Dataset forest =
                tables.from("part").where(col("p_name").like("forest%")).select("p_partkey");
        Dataset shipped = tables.from("lineitem")
                .where(col("l_shipdate")
                        .greaterThanOrEqual(date("1994-01-01"))
                        .and(col("l_shipdate").lessThan(date("1995-01-01"))))
                .groupBy("l_partkey", "l_suppkey")
                .aggregate(sum("l_quantity").as("quantity"));
        Dataset stocked = tables.from("partsupp")
                .whereIn(col("ps_partkey"), forest)
                .join(
                        shipped,
                        col("l_partkey")
                                .equalTo(col("ps_partkey"))
                                .and(col("l_suppkey").equalTo(col("ps_suppkey")))
                                .and(col("ps_availqty")
                                        .greaterThan(lit(decimal("0.5")).multiply(col("quantity")))))
                .select("ps_suppkey");
        return tables.from("supplier", "nation")
                .whereIn(col("s_suppkey"), stocked)
                .where(col("s_nationkey")
                        .equalTo(col("n_nationkey"))
                        .and(col("n_name").equalTo("CANADA")))
                .select("s_name", "s_address")
                .orderBy("s_name");
    }

    /** Query 21. */
    static Dataset suppliersWhoKeptOrdersWaiting(TpchTables tables) {
        Dataset items = tables.from("lineitem");
        Column isLate = col("l_receiptdate").greaterThan(col("l_commitdate"));
        return tables.from("supplier", "lineitem", "orders", "nation")
                .where(col("s_suppkey")
                        .equalTo(col("l_suppkey"))
                        .and(col("o_orderkey").equalTo(col("l_orderkey")))
                        .and(col("o_orderstatus").equalTo("F"))
                        .and(isLate)
                        .and(col("s_nationkey").equalTo(col("n_nationkey")))
                        .and(col("n_name").equalTo("SAUDI ARABIA")))
                .join(items.as("l2"), isOtherSupplier("l2"), JoinType.SEMI)
                .join(items.where(isLate).as("l3"), isOtherSupplier("l3"), JoinType.ANTI)
                .groupBy("s_name")
                .aggregate(count().as("numwait"))
                .orderBy(desc("numwait"), asc("s_name"))
                .limit(100);
    }

    private static Column isOtherSupplier(String items) {
        return col(items + ".l_orderkey")
                .equalTo(col("l_orderkey"))
                .and(col(items + ".l_suppkey").notEqual(col("l_suppkey")));
    }
}
