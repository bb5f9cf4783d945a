package io.weft.examples.tpch;

import static io.weft.examples.tpch.TableColumn.bigint;
import static io.weft.examples.tpch.TableColumn.date;
import static io.weft.examples.tpch.TableColumn.hundredths;
import static io.weft.examples.tpch.TableColumn.integer;
import static io.weft.examples.tpch.TableColumn.string;

import io.trino.tpch.Customer;
import io.trino.tpch.CustomerGenerator;
import io.trino.tpch.LineItem;
import io.trino.tpch.LineItemGenerator;
import io.trino.tpch.Nation;
import io.trino.tpch.NationGenerator;
import io.trino.tpch.Order;
import io.trino.tpch.OrderGenerator;
import io.trino.tpch.Part;
import io.trino.tpch.PartGenerator;
import io.trino.tpch.PartSupplier;
import io.trino.tpch.PartSupplierGenerator;
import io.trino.tpch.Region;
import io.trino.tpch.RegionGenerator;
import io.trino.tpch.Supplier;
import io.trino.tpch.SupplierGenerator;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetWriter;

/**
 * A table of TPC-H with its columns and types.
 *
 * @param mostFiles that its rows may be in
 * @param <E> the generator's row
 */
record GeneratedTable<E>(String name, List<TableColumn<E>> columns, Rows<E> rows, int mostFiles) {
    static final GeneratedTable<LineItem> LINEITEM = divided(
            "lineitem",
            LineItemGenerator::new,
            List.of(
                    bigint("l_orderkey", LineItem::getOrderKey),
                    bigint("l_partkey", LineItem::getPartKey),
                    bigint("l_suppkey", LineItem::getSupplierKey),
                    integer("l_linenumber", LineItem::getLineNumber),
                    hundredths("l_quantity", item -> 100 * item.getQuantity()),
                    hundredths("l_extendedprice", LineItem::getExtendedPriceInCents),
                    hundredths("l_discount", LineItem::getDiscountPercent),
                    hundredths("l_tax", LineItem::getTaxPercent),
                    string("l_returnflag", LineItem::getReturnFlag),
                    string("l_linestatus", LineItem::getStatus),
                    date("l_shipdate", LineItem::getShipDate),
                    date("l_commitdate", LineItem::getCommitDate),
                    date("l_receiptdate", LineItem::getReceiptDate),
                    string("l_shipinstruct", LineItem::getShipInstructions),
                    string("l_shipmode", LineItem::getShipMode),
                    string("l_comment", LineItem::getComment)));

    private static final GeneratedTable<Order> ORDERS = divided(
            "orders",
            OrderGenerator::new,
            List.of(
                    bigint("o_orderkey", Order::getOrderKey),
                    bigint("o_custkey", Order::getCustomerKey),
                    string("o_orderstatus", order -> String.valueOf(order.getOrderStatus())),
                    hundredths("o_totalprice", Order::getTotalPriceInCents),
                    date("o_orderdate", Order::getOrderDate),
                    string("o_orderpriority", Order::getOrderPriority),
                    string("o_clerk", Order::getClerk),
                    integer("o_shippriority", Order::getShipPriority),
                    string("o_comment", Order::getComment)));

    private static final GeneratedTable<Customer> CUSTOMER = divided(
            "customer",
            CustomerGenerator::new,
            List.of(
                    bigint("c_custkey", Customer::getCustomerKey),
                    string("c_name", Customer::getName),
                    string("c_address", Customer::getAddress),
                    bigint("c_nationkey", Customer::getNationKey),
                    string("c_phone", Customer::getPhone),
                    hundredths("c_acctbal", Customer::getAccountBalanceInCents),
                    string("c_mktsegment", Customer::getMarketSegment),
                    string("c_comment", Customer::getComment)));

    private static final GeneratedTable<Part> PART = divided(
            "part",
            PartGenerator::new,
            List.of(
                    bigint("p_partkey", Part::getPartKey),
                    string("p_name", Part::getName),
                    string("p_mfgr", Part::getManufacturer),
                    string("p_brand", Part::getBrand),
                    string("p_type", Part::getType),
                    integer("p_size", Part::getSize),
                    string("p_container", Part::getContainer),
                    hundredths("p_retailprice", Part::getRetailPriceInCents),
                    string("p_comment", Part::getComment)));

    private static final GeneratedTable<PartSupplier> PARTSUPP = divided(
            "partsupp",
            PartSupplierGenerator::new,
            List.of(
                    bigint("ps_partkey", PartSupplier::getPartKey),
                    bigint("ps_suppkey", PartSupplier::getSupplierKey),
                    integer("ps_availqty", PartSupplier::getAvailableQuantity),
                    hundredths("ps_supplycost", PartSupplier::getSupplyCostInCents),
                    string("ps_comment", PartSupplier::getComment)));

    private static final GeneratedTable<Supplier> SUPPLIER = divided(
            "supplier",
            SupplierGenerator::new,
            List.of(
                    bigint("s_suppkey", Supplier::getSupplierKey),
                    string("s_name", Supplier::getName),
                    string("s_address", Supplier::getAddress),
                    bigint("s_nationkey", Supplier::getNationKey),
                    string("s_phone", Supplier::getPhone),
                    hundredths("s_acctbal", Supplier::getAccountBalanceInCents),
                    string("s_comment", Supplier::getComment)));

    private static final GeneratedTable<Nation> NATION = new GeneratedTable<>(
            "nation",
            List.of(
                    bigint("n_nationkey", Nation::getNationKey),
                    string("n_name", Nation::getName),
                    bigint("n_regionkey", Nation::getRegionKey),
                    string("n_comment", Nation::getComment)),
            (scale, part, parts) -> new NationGenerator(),
            1);

    private static final GeneratedTable<Region> REGION = new GeneratedTable<>(
            "region",
            List.of(
                    bigint("r_regionkey", Region::getRegionKey),
                    string("r_name", Region::getName),
                    string("r_comment", Region::getComment)),
            (scale, part, parts) -> new RegionGenerator(),
            1);

    static final List<GeneratedTable<?>> ALL =
            List.of(LINEITEM, ORDERS, CUSTOMER, PART, PARTSUPP, SUPPLIER, NATION, REGION);

    /** Makes the rows of one of several parts of a table, counted from 1. */
    @FunctionalInterface
    interface Rows<E> {
        Iterable<E> of(double scale, int part, int parts);
    }

    private static <E> GeneratedTable<E> divided(String name, Rows<E> rows, List<TableColumn<E>> columns) {
        return new GeneratedTable<>(name, columns, rows, Integer.MAX_VALUE);
    }

    /** Writes {@code part-0.parquet} and so on into a directory; gives the number of rows. */
    long write(Path directory, double scale, int files, long blockSize, Configuration configuration)
            throws IOException {
        int parts = Math.min(files, mostFiles);
        long count = 0;
        for (int part = 0; part < parts; part++) {
            Path path = new Path(directory, "part-%d.parquet".formatted(part));
            try (ParquetWriter<E> writer = TableFile.create(name, columns, path, blockSize, configuration)) {
                for (E row : rows.of(scale, part + 1, parts)) {
                    writer.write(row);
                    count++;
                }
            }
        }
        return count;
    }
}
