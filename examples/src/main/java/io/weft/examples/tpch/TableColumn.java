package io.weft.examples.tpch;

import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * A column of a file, and how its value is taken of a row of the generator's.
 *
 * @param <E> the generator's row
 */
record TableColumn<E>(Type type, ValueWriter<E> writer) {
    /** Adds the value of one column. */
    @FunctionalInterface
    interface ValueWriter<E> {
        void write(E row, RecordConsumer record);
    }

    static <E> TableColumn<E> bigint(String name, ToLongFunction<E> value) {
        return new TableColumn<>(
                Types.required(PrimitiveTypeName.INT64).named(name),
                (row, record) -> record.addLong(value.applyAsLong(row)));
    }

    static <E> TableColumn<E> integer(String name, ToIntFunction<E> value) {
        return new TableColumn<>(
                Types.required(PrimitiveTypeName.INT32).named(name),
                (row, record) -> record.addInteger(value.applyAsInt(row)));
    }

    /** A decimal(15,2), given as the number of its hundredths. */
    static <E> TableColumn<E> hundredths(String name, ToLongFunction<E> value) {
        return new TableColumn<>(
                Types.required(PrimitiveTypeName.INT64)
                        .as(LogicalTypeAnnotation.decimalType(2, 15))
                        .named(name),
                (row, record) -> record.addLong(value.applyAsLong(row)));
    }

    /** A date, given as the number of days since 1970-01-01. */
    static <E> TableColumn<E> date(String name, ToIntFunction<E> value) {
        PrimitiveType type = Types.required(PrimitiveTypeName.INT32)
                .as(LogicalTypeAnnotation.dateType())
                .named(name);
        return new TableColumn<>(type, (row, record) -> record.addInteger(value.applyAsInt(row)));
    }

    static <E> TableColumn<E> string(String name, Function<E, String> value) {
        PrimitiveType type = Types.required(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named(name);
        return new TableColumn<>(type, (row, record) -> record.addBinary(Binary.fromString(value.apply(row))));
    }
}
