package io.weft.examples.tpch;

import static io.weft.api.Columns.asc;
import static io.weft.api.Columns.col;
import static io.weft.api.Columns.date;
import static io.weft.api.Columns.desc;
import static io.weft.api.Columns.sum;
import static io.weft.api.DateFunctions.year;
import static io.weft.api.Functions.when;
import static io.weft.examples.tpch.PricingQueries.discounted;

import io.weft.api.Column;
import io.weft.api.Dataset;

/** Queries that compare nations and regions. */
final class NationQueries {
    private NationQueries() {}

    /** Query 5. */
    static Dataset localSupplierVolume(TpchTables tables) {
        return tables.from("customer", "orders", "lineitem", "supplier", "nation", "region")
                .where(col("c_custkey")
                        .equalTo(col("o_custkey"))
                        .and(col("l_orderkey").equalTo(col("o_orderkey")))
                        .and(col("l_suppkey").equalTo(col("s_suppkey")))
                        .and(col("c_nationkey").equalTo(col("s_nationkey")))
                        .and(col("s_nationkey").equalTo(col("n_nationkey")))
                        .and(col("n_regionkey").equalTo(col("r_regionkey")))
                        .and(col("r_name").equalTo("ASIA"))
                        .and(col("o_orderdate").greaterThanOrEqual(date("1994-01-01")))
                        .and(col("o_orderdate").lessThan(date("1995-01-01"))))
                .groupBy("n_name")
                .aggregate(sum(discounted()).as("revenue"))
                .orderBy(desc("revenue"));
    }

    /** Query 7. */
    static Dataset volumeShipping(TpchTables tables) {
        return tables.from("supplier", "lineitem", "orders", "customer")
                .crossJoin(tables.table("nation").as("n1"))
                .crossJoin(tables.table("nation").as("n2"))
                .where(col("s_suppkey")
                        .equalTo(col("l_suppkey"))
                        .and(col("o_orderkey").equalTo(col("l_orderkey")))
                        .and(col("c_custkey").equalTo(col("o_custkey")))
                        .and(col("s_nationkey").equalTo(col("n1.n_nationkey")))
                        .and(col("c_nationkey").equalTo(col("n2.n_nationkey")))
                        .and(between("FRANCE", "GERMANY").or(between("GERMANY", "FRANCE")))
                        .and(col("l_shipdate").between(date("1995-01-01"), date("1996-12-31"))))
                .groupBy(
                        col("n1.n_name").as("supp_nation"),
                        col("n2.n_name").as("cust_nation"),
                        year(col("l_shipdate")).as("l_year"))
                .aggregate(sum(discounted()).as("revenue"))
                .orderBy("supp_nation", "cust_nation", "l_year");
    }

    private static Column between(String supplier, String customer) {
        return col("n1.n_name").equalTo(supplier).and(col("n2.n_name").equalTo(customer));
    }

    /** Query 8. */
    static Dataset nationalMarketShare(TpchTables tables) {
        return tables.from("part", "supplier", "lineitem", "orders", "customer")
                .crossJoin(tables.table("nation").as("n1"))
                .crossJoin(tables.table("nation").as("n2"))
                .crossJoin(tables.table("region"))
                .where(col("p_partkey")
                        .equalTo(col("l_partkey"))
                        .and(col("s_suppkey").equalTo(col("l_suppkey")))
                        .and(col("l_orderkey").equalTo(col("o_orderkey")))
                        .and(col("o_custkey").equalTo(col("c_custkey")))
                        .and(col("c_nationkey").equalTo(col("n1.n_nationkey")))
                        .and(col("n1.n_regionkey").equalTo(col("r_regionkey")))
                        .and(col("r_name").equalTo("AMERICA"))
                        .and(col("s_nationkey").equalTo(col("n2.n_nationkey")))
                        .and(col("o_orderdate").between(date("1995-01-01"), date("1996-12-31")))
                        .and(col("p_type").equalTo("ECONOMY ANODIZED STEEL")))
                .select(
                        year(col("o_orderdate")).as("o_year"),
                        discounted().as("volume"),
                        col("n2.n_name").as("nation"))
                .groupBy("o_year")
                .aggregate(
                        sum(when(col("nation").equalTo("BRAZIL"), col("volume")).otherwise(0))
                                .as("brazil"),
                        sum("volume").as("all"))
                .select(col("o_year"), col("brazil").divide(col("all")).as("mkt_share"))
                .orderBy("o_year");
    }

    /** Query 9. */
    static Dataset productTypeProfit(TpchTables tables) {
        Column cost = col("ps_supplycost").multiply(col("l_quantity"));
        return tables.from("part", "supplier", "lineitem", "partsupp", "orders", "nation")
                .where(col("s_suppkey")
                        .equalTo(col("l_suppkey"))
                        .and(col("ps_suppkey").equalTo(col("l_suppkey")))
                        .and(col("ps_partkey").equalTo(col("l_partkey")))
                        .and(col("p_partkey").equalTo(col("l_partkey")))
                        .and(col("o_orderkey").equalTo(col("l_orderkey")))
                        .and(col("s_nationkey").equalTo(col("n_nationkey")))
                        .and(col("p_name").like("%green%")))
                .groupBy(col("n_name").as("nation"), year(col("o_orderdate")).as("o_year"))
                .aggregate(sum(discounted().minus(cost)).as("sum_profit"))
                .orderBy(asc("nation"), desc("o_year"));
    }
}
