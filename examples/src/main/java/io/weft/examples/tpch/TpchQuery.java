package io.weft.examples.tpch;

import io.weft.api.Dataset;
import io.weft.api.Job;
import io.weft.api.JobContext;
import io.weft.api.Parquet;
import io.weft.api.Weft;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import java.util.List;
import java.util.function.Function;

/**
 * A query of TPC-H: {@code query=} its number, {@code data=} a directory that holds its tables, {@code lineitem} and so on, each a directory
 * or a file {@code lineitem.parquet}; {@code output=} a directory for Parquet files, or none to print the rows.
 */
public final class TpchQuery implements Job {
    /** The queries by their numbers, from 1. */
    private static final List<Function<TpchTables, Dataset>> QUERIES = List.of(
            PricingQueries::pricingSummary,
            SupplyQueries::minimumCostSupplier,
            OrderQueries::shippingPriority,
            OrderQueries::orderPriorityChecking,
            NationQueries::localSupplierVolume,
            PricingQueries::forecastRevenueChange,
            NationQueries::volumeShipping,
            NationQueries::nationalMarketShare,
            NationQueries::productTypeProfit,
            OrderQueries::returnedItemReporting,
            SupplyQueries::importantStock,
            OrderQueries::shippingModes,
            OrderQueries::customerDistribution,
            PricingQueries::promotionEffect,
            SupplyQueries::topSupplier,
            SupplyQueries::partsSupplierRelationship,
            PricingQueries::smallQuantityOrderRevenue,
            OrderQueries::largeVolumeCustomer,
            PricingQueries::discountedRevenue,
            SupplyQueries::potentialPartPromotion,
            SupplyQueries::suppliersWhoKeptOrdersWaiting,
            OrderQueries::globalSalesOpportunity);

    @Override
    public void define(JobContext job) {
        Dataset result = query(job.arg("query")).apply(new TpchTables(job, job.arg("data")));
        if (job.hasArg("output")) {
            result.write(Parquet.at(job.arg("output")));
        } else {
            result.show();
        }
    }

    /**
     * The rows of a query.
     *
     * @param number from 1 to 22
     * @param data the directory of the tables
     */
    public static Dataset rows(JobContext job, int number, String data) {
        return QUERIES.get(number - 1).apply(new TpchTables(job, data));
    }

    private static Function<TpchTables, Dataset> query(String number) {
        for (int query = 1; query <= QUERIES.size(); query++) {
            if (number.equals(Integer.toString(query))) {
                return QUERIES.get(query - 1);
            }
        }
        throw new WeftException(
                ErrorCode.INVALID_ARGUMENT,
                "Cannot run query=%s: TPC-H has the queries 1 to %d (give one of them)",
                number,
                QUERIES.size());
    }

    public static void main(String[] args) {
        Weft.main(TpchQuery.class, args);
    }
}
