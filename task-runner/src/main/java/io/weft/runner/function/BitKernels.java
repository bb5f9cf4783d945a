package io.weft.runner.function;

import io.weft.type.Type;
import java.util.function.IntBinaryOperator;
import java.util.function.LongBinaryOperator;

/** Functions of the bits of integers. */
final class BitKernels {
    private BitKernels() {}

    static void addTo(KernelTable table) {
        pair(table, "bitwise_and", (a, b) -> a & b, (a, b) -> a & b);
        pair(table, "bitwise_or", (a, b) -> a | b, (a, b) -> a | b);
        pair(table, "bitwise_xor", (a, b) -> a ^ b, (a, b) -> a ^ b);
        shift(table, "shiftleft", (value, places) -> value << places, (value, places) -> value << places);
        shift(table, "shiftright", (value, places) -> value >> places, (value, places) -> value >> places);
        shift(table, "shiftrightunsigned", (value, places) -> value >>> places, (value, places) -> value >>> places);
        table.add(
                "bitwise_not",
                call -> call.type().equals(Type.INT)
                        ? KernelTable.rows(call, new IntOutput(), (in, out) -> out.put(~in.int32(0)))
                        : KernelTable.rows(call, new LongOutput(), (in, out) -> out.put(~in.int64(0))));
        table.ints("bit_count", (in, out) -> out.put(Long.bitCount(in.int64(0))));
    }

    private static void pair(KernelTable table, String name, IntBinaryOperator ints, LongBinaryOperator longs) {
        table.add(
                name,
                call -> call.type().equals(Type.INT)
                        ? KernelTable.rows(
                                call, new IntOutput(), (in, out) -> out.put(ints.applyAsInt(in.int32(0), in.int32(1))))
                        : KernelTable.rows(
                                call,
                                new LongOutput(),
                                (in, out) -> out.put(longs.applyAsLong(in.int64(0), in.int64(1)))));
    }

    private static void shift(KernelTable table, String name, IntBinaryOperator ints, LongBinaryOperator longs) {
        table.add(
                name,
                call -> call.type().equals(Type.INT)
                        ? KernelTable.rows(
                                call, new IntOutput(), (in, out) -> out.put(ints.applyAsInt(in.int32(0), in.int32(1))))
                        : KernelTable.rows(
                                call,
                                new LongOutput(),
                                (in, out) -> out.put(longs.applyAsLong(in.int64(0), in.int32(1)))));
    }
}
