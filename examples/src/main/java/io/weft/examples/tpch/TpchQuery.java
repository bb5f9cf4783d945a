package io.weft.examples.tpch;

import static io.weft.api.Columns.avg;
import static io.weft.api.Columns.col;
import static io.weft.api.Columns.count;
import static io.weft.api.Columns.date;
import static io.weft.api.Columns.decimal;
import static io.weft.api.Columns.lit;
import static io.weft.api.Columns.sum;

import io.weft.api.Column;
import io.weft.api.Dataset;
import io.weft.api.Job;
import io.weft.api.JobContext;
import io.weft.api.Parquet;
import io.weft.api.Weft;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;

/**
 * A query of TPC-H: {@code query=} its number, {@code data=} a directory that holds {@code lineitem}, a directory or {@code
 * lineitem.parquet}; {@code output=} a directory for Parquet files, or none to print the rows.
 */
public final class TpchQuery implements Job {
    @Override
    public void define(JobContext job) {
        String query = job.arg("query");
        Dataset lineitem = job.read(Parquet.at(job.arg("data") + "/lineitem{,.parquet}"));
        Dataset result = switch (query) {
            case "1" -> pricingSummary(lineitem);
            case "6" -> forecastRevenueChange(lineitem);
            default ->
                throw new WeftException(
                        ErrorCode.INVALID_ARGUMENT,
                        "Cannot run query=%s: the queries here are 1 and 6 (give one of them)",
                        query);
        };
        if (job.hasArg("output")) {
            result.write(Parquet.at(job.arg("output")));
        } else {
            result.show();
        }
    }

    private static Dataset pricingSummary(Dataset lineitem) {
        Column discounted = col("l_extendedprice").multiply(lit(1).minus(col("l_discount")));
        Column charge = discounted.multiply(lit(1).plus(col("l_tax")));
        return lineitem.where(col("l_shipdate").lessThanOrEqual(date("1998-09-02")))
                .groupBy("l_returnflag", "l_linestatus")
                .aggregate(
                        sum("l_quantity").as("sum_qty"),
                        sum("l_extendedprice").as("sum_base_price"),
                        sum(discounted).as("sum_disc_price"),
                        sum(charge).as("sum_charge"),
                        avg("l_quantity").as("avg_qty"),
                        avg("l_extendedprice").as("avg_price"),
                        avg("l_discount").as("avg_disc"),
                        count().as("count_order"))
                .orderBy("l_returnflag", "l_linestatus");
    }

    private static Dataset forecastRevenueChange(Dataset lineitem) {
        return lineitem.where(col("l_shipdate")
                        .greaterThanOrEqual(date("1994-01-01"))
                        .and(col("l_shipdate").lessThan(date("1995-01-01")))
                        .and(col("l_discount").between(decimal("0.05"), decimal("0.07")))
                        .and(col("l_quantity").lessThan(24)))
                .aggregate(
                        sum(col("l_extendedprice").multiply(col("l_discount"))).as("revenue"));
    }

    public static void main(String[] args) {
        Weft.main(TpchQuery.class, args);
    }
}
