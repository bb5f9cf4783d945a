package io.weft.runner.function;

import io.weft.expr.Expression.Invoke;
import io.weft.expr.Expression.Literal;
import io.weft.runner.vector.ListVector;
import io.weft.runner.vector.MapVector;
import io.weft.runner.vector.MapVectorBuilder;
import io.weft.runner.vector.StructVector;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorBuilder;
import io.weft.type.MapType;
import io.weft.type.StructType;
import java.util.ArrayList;
import java.util.List;

/** Makes maps and structs, and reaches into them and into lists. */
final class AccessKernels {
    private AccessKernels() {}

    static void addTo(KernelTable table) {
        table.add("map", AccessKernels::map);
        table.add("named_struct", call -> (arguments, batch) -> struct(arguments, batch.rowCount()));
        table.add("get", call -> call.argument(0).type() instanceof MapType ? valueOf(call) : elementOrNull(call));
        table.add("element_at", call -> call.argument(0).type() instanceof MapType ? valueOf(call) : element(call));
        table.add("get_field", AccessKernels::field);
        table.ints("size", (in, out) -> out.put(size(in.vector(0), in.row())));
        table.add("map_keys", call -> (arguments, batch) -> keys((MapVector) arguments[0]));
        table.add("map_values", call -> (arguments, batch) -> values((MapVector) arguments[0]));
    }

    private static int size(Vector vector, int row) {
        return vector instanceof ListVector lists ? lists.length(row) : ((MapVector) vector).length(row);
    }

    private static Vector keys(MapVector maps) {
        return new ListVector(maps.size(), maps.offsets(), maps.keys(), maps.nulls());
    }

    private static Vector values(MapVector maps) {
        return new ListVector(maps.size(), maps.offsets(), maps.values(), maps.nulls());
    }

    /** Every second argument is a field; the others are their names. */
    private static Vector struct(Vector[] arguments, int size) {
        List<Vector> fields = new ArrayList<>();
        for (int index = 1; index < arguments.length; index += 2) {
            fields.add(arguments[index]);
        }
        return new StructVector(size, fields, null);
    }

    private static Kernel field(Invoke call) {
        String name = String.valueOf(((Literal) call.argument(1)).value());
        int index = ((StructType) call.argument(0).type()).schema().indexOf(name);
        return (arguments, batch) -> ((StructVector) arguments[0]).field(index);
    }

    private static Kernel map(Invoke call) {
        Refusal refusal = new Refusal(call);
        return new BuilderKernel(call, (in, out) -> {
            MapVectorBuilder maps = (MapVectorBuilder) out;
            for (int index = 0; index < in.count(); index += 2) {
                if (in.isNull(index)) {
                    throw refusal.undefined("a key is null");
                }
                requireNew(in, index, refusal);
                maps.keys().append(in.vector(index), in.row());
                maps.values().append(in.vector(index + 1), in.row());
            }
            maps.endMap();
        });
    }

    private static void requireNew(Arguments in, int index, Refusal refusal) {
        for (int before = 0; before < index; before += 2) {
            if (Elements.compare(in.vector(before), in.row(), in.vector(index), in.row()) == 0) {
                throw refusal.undefined("the keys " + (before / 2 + 1) + " and " + (index / 2 + 1) + " are the same");
            }
        }
    }

    private static Kernel valueOf(Invoke call) {
        return new BuilderKernel(call, (in, out) -> {
            MapVector maps = (MapVector) in.vector(0);
            int start = maps.start(in.row());
            int found = Elements.find(maps.keys(), start, start + maps.length(in.row()), in.vector(1), in.row());
            append(maps.values(), found, out);
        });
    }

    private static Kernel elementOrNull(Invoke call) {
        return new BuilderKernel(call, (in, out) -> {
            ListVector lists = ListKernels.lists(in, 0);
            int index = in.int32(1);
            boolean exists = index >= 0 && index < lists.length(in.row());
            append(lists.elements(), exists ? lists.start(in.row()) + index : -1, out);
        });
    }

    private static Kernel element(Invoke call) {
        Refusal refusal = new Refusal(call);
        return new BuilderKernel(call, (in, out) -> {
            ListVector lists = ListKernels.lists(in, 0);
            int length = lists.length(in.row());
            int place = in.int32(1);
            long index = place > 0 ? place - 1L : (long) length + place;
            if (place == 0 || index < 0 || index >= length) {
                throw refusal.undefined(
                        "there is no element " + place + " in a list of " + length + ", whose first is 1");
            }
            append(lists.elements(), lists.start(in.row()) + (int) index, out);
        });
    }

    private static void append(Vector values, int place, VectorBuilder out) {
        if (place < 0) {
            out.appendNull();
        } else {
            out.append(values, place);
        }
    }
}
