package io.weft.examples.tpch;

import io.trino.tpch.LineItem;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** A Parquet file of lineitem rows with the columns and types of TPC-H, compressed with zstd. */
final class LineItemFile {
    private static final List<Column> COLUMNS = List.of(
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
            string("l_comment", LineItem::getComment));

    private static final MessageType SCHEMA =
            new MessageType("lineitem", COLUMNS.stream().map(Column::type).toList());

    private static final long MOST_PADDING = 8 << 20;

    private LineItemFile() {}

    /** The writer of a new file, which its owner closes. */
    static ParquetWriter<LineItem> create(Path path, long blockSize, Configuration configuration) throws IOException {
        return new Builder(HadoopOutputFile.fromPath(path, configuration))
                .withConf(configuration)
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize(blockSize)
                // A row group never crosses the end of a block; what is left of one stays empty where it is too small
                // for another.
                .withMaxPaddingSize((int) Math.min(blockSize / 16, MOST_PADDING))
                .build();
    }

    private record Column(Type type, ValueWriter writer) {}

    /** Adds the value of one column. */
    @FunctionalInterface
    private interface ValueWriter {
        void write(LineItem item, RecordConsumer record);
    }

    private static Column bigint(String name, ToLongFunction<LineItem> value) {
        return new Column(
                Types.required(PrimitiveTypeName.INT64).named(name),
                (item, record) -> record.addLong(value.applyAsLong(item)));
    }

    private static Column integer(String name, ToIntFunction<LineItem> value) {
        return new Column(
                Types.required(PrimitiveTypeName.INT32).named(name),
                (item, record) -> record.addInteger(value.applyAsInt(item)));
    }

    /** A decimal(15,2), given as the number of its hundredths. */
    private static Column hundredths(String name, ToLongFunction<LineItem> value) {
        return new Column(
                Types.required(PrimitiveTypeName.INT64)
                        .as(LogicalTypeAnnotation.decimalType(2, 15))
                        .named(name),
                (item, record) -> record.addLong(value.applyAsLong(item)));
    }

    /** A date, given as the number of days since 1970-01-01. */
    private static Column date(String name, ToIntFunction<LineItem> value) {
        PrimitiveType type = Types.required(PrimitiveTypeName.INT32)
                .as(LogicalTypeAnnotation.dateType())
                .named(name);
        return new Column(type, (item, record) -> record.addInteger(value.applyAsInt(item)));
    }

    private static Column string(String name, Function<LineItem, String> value) {
        PrimitiveType type = Types.required(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named(name);
        return new Column(type, (item, record) -> record.addBinary(Binary.fromString(value.apply(item))));
    }

    private static final class Builder extends ParquetWriter.Builder<LineItem, Builder> {
        Builder(OutputFile file) {
            super(file);
        }

        @Override
        protected Builder self() {
            return this;
        }

        // Deprecated, and still the only one that must be there.
        @Override
        @SuppressWarnings("deprecation")
        protected WriteSupport<LineItem> getWriteSupport(Configuration configuration) {
            return new RowWriter();
        }
    }

    private static final class RowWriter extends WriteSupport<LineItem> {
        @SuppressWarnings("NullAway.Init")
        private RecordConsumer record;

        @Override
        @SuppressWarnings("deprecation")
        public WriteContext init(Configuration configuration) {
            return new WriteContext(SCHEMA, Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            record = consumer;
        }

        @Override
        public void write(LineItem item) {
            record.startMessage();
            for (int index = 0; index < COLUMNS.size(); index++) {
                Column column = COLUMNS.get(index);
                record.startField(column.type().getName(), index);
                column.writer().write(item, record);
                record.endField(column.type().getName(), index);
            }
            record.endMessage();
        }
    }
}
