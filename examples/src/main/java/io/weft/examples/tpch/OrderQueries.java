package io.weft.examples.tpch;

import static io.weft.api.Columns.asc;
import static io.weft.api.Columns.avg;
import static io.weft.api.Columns.col;
import static io.weft.api.Columns.count;
import static io.weft.api.Columns.date;
import static io.weft.api.Columns.decimal;
import static io.weft.api.Columns.desc;
import static io.weft.api.Columns.sum;
import static io.weft.api.Functions.when;
import static io.weft.examples.tpch.PricingQueries.discounted;

import io.weft.api.Column;
import io.weft.api.Dataset;
import io.weft.api.JoinType;

/** Queries about orders and the customers who gave them. */
final class OrderQueries {
    private OrderQueries() {}

    /** Query 3. */
    static Dataset shippingPriority(TpchTables tables) {
        return tables.from("customer", "orders", "lineitem")
                .where(col("c_mktsegment")
                        .equalTo("BUILDING")
                        .and(col("c_custkey").equalTo(col("o_custkey")))
                        .and(col("l_orderkey").equalTo(col("o_orderkey")))
                        .and(col("o_orderdate").lessThan(date("1995-03-15")))
                        .and(col("l_shipdate").greaterThan(date("1995-03-15"))))
                .groupBy("l_orderkey", "o_orderdate", "o_shippriority")
                .aggregate(sum(discounted()).as("revenue"))
                .select("l_orderkey", "revenue", "o_orderdate", "o_shippriority")
                .orderBy(desc("revenue"), asc("o_orderdate"))
                .limit(10);
    }

    /** Query 4. */
    static Dataset orderPriorityChecking(TpchTables tables) {
        return tables.from("orders")
                .where(col("o_orderdate")
                        .greaterThanOrEqual(date("1993-07-01"))
                        .and(col("o_orderdate").lessThan(date("1993-10-01"))))
                .join(
                        tables.from("lineitem"),
                        col("l_orderkey")
                                .equalTo(col("o_orderkey"))
                                .and(col("l_commitdate").lessThan(col("l_receiptdate"))),
                        JoinType.SEMI)
                .groupBy("o_orderpriority")
                .aggregate(count().as("order_count"))
                .orderBy("o_orderpriority");
    }

    /** Query 10. */
    static Dataset returnedItemReporting(TpchTables tables) {
        return tables.from("customer", "orders", "lineitem", "nation")
                .where(col("c_custkey")
                        .equalTo(col("o_custkey"))
                        .and(col("l_orderkey").equalTo(col("o_orderkey")))
                        .and(col("o_orderdate").greaterThanOrEqual(date("1993-10-01")))
                        .and(col("o_orderdate").lessThan(date("1994-01-01")))
                        .and(col("l_returnflag").equalTo("R"))
                        .and(col("c_nationkey").equalTo(col("n_nationkey"))))
                .groupBy("c_custkey", "c_name", "c_acctbal", "c_phone", "n_name", "c_address", "c_comment")
                .aggregate(sum(discounted()).as("revenue"))
                .select("c_custkey", "c_name", "revenue", "c_acctbal", "n_name", "c_address", "c_phone", "c_comment")
                .orderBy(desc("revenue"))
                .limit(20);
    }

    /** Query 12. */
    static Dataset shippingModes(TpchTables tables) {
        Column isUrgent = col("o_orderpriority").isIn("1-URGENT", "2-HIGH");
        return tables.from("orders", "lineitem")
                .where(col("o_orderkey")
                        .equalTo(col("l_orderkey"))
                        .and(col("l_shipmode").isIn("MAIL", "SHIP"))
                        .and(col("l_commitdate").lessThan(col("l_receiptdate")))
                        .and(col("l_shipdate").lessThan(col("l_commitdate")))
                        .and(col("l_receiptdate").greaterThanOrEqual(date("1994-01-01")))
                        .and(col("l_receiptdate").lessThan(date("1995-01-01"))))
                .groupBy("l_shipmode")
                .aggregate(
                        sum(when(isUrgent, 1).otherwise(0)).as("high_line_count"),
                        sum(when(isUrgent.not(), 1).otherwise(0)).as("low_line_count"))
                .orderBy("l_shipmode");
    }

    /** Query 13. */
    static Dataset customerDistribution(TpchTables tables) {
        return tables.from("customer")
                .join(
                        tables.from("orders"),
                        col("c_custkey")
                                .equalTo(col("o_custkey"))
                                .and(col("o_comment").like("%special%requests%").not()),
                        JoinType.LEFT)
                .groupBy("c_custkey")
                .aggregate(count("o_orderkey").as("c_count"))
                .groupBy("c_count")
                .aggregate(count().as("custdist"))
                .orderBy(desc("custdist"), desc("c_count"));
    }

    /** Query 18. */
    static Dataset largeVolumeCustomer(TpchTables tables) {
        Dataset large = tables.from("lineitem")
                .groupBy("l_orderkey")
                .aggregate(sum("l_quantity").as("quantity"))
                .where(col("quantity").greaterThan(300))
                .select("l_orderkey");
        return tables.from("customer", "orders", "lineitem")
                .where(col("c_custkey")
                        .equalTo(col("o_custkey"))
                        .and(col("o_orderkey").equalTo(col("l_orderkey"))))
                .whereIn(col("o_orderkey"), large)
                .groupBy("c_name", "c_custkey", "o_orderkey", "o_orderdate", "o_totalprice")
                .aggregate(sum("l_quantity").as("sum"))
                .orderBy(desc("o_totalprice"), asc("o_orderdate"))
                .limit(100);
    }

    /** Query 22. */
    static Dataset globalSalesOpportunity(TpchTables tables) {
        Column code = col("c_phone").substr(1, 2);
        Column isNear = code.isIn("13", "31", "23", "29", "30", "18", "17");
        Dataset average = tables.from("customer")
                .where(col("c_acctbal").greaterThan(decimal("0.00")).and(isNear))
                .aggregate(avg("c_acctbal").as("average"));
        return tables.from("customer")
                .where(isNear)
                .crossJoin(average)
                .where(col("c_acctbal").greaterThan(col("average")))
                .join(tables.from("orders"), col("o_custkey").equalTo(col("c_custkey")), JoinType.ANTI)
                .groupBy(code.as("cntrycode"))
                .aggregate(count().as("numcust"), sum("c_acctbal").as("totacctbal"))
                .orderBy("cntrycode");
    }
}
