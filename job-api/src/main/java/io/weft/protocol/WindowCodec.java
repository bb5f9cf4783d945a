package io.weft.protocol;

import io.weft.expr.Expression;
import io.weft.expr.Frame;
import io.weft.expr.WindowColumn;
import io.weft.expr.WindowFunction;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** How functions over windows travel. */
final class WindowCodec {
    private static final int PLACED = 0;
    private static final int AGGREGATED = 1;

    private WindowCodec() {}

    static void write(WindowColumn column, DataOutput out) throws IOException {
        if (column instanceof WindowColumn.Placed placed) {
            out.writeByte(PLACED);
            Wire.writeEnum(placed.function(), out);
            Wire.writeList(placed.arguments(), ExpressionCodec::write, out);
            Wire.writeLong(placed.number(), out);
            writeFrame(placed.frame(), out);
            Wire.writeString(placed.name(), out);
            ExpressionCodec.writeType(placed.type(), out);
        } else if (column instanceof WindowColumn.Aggregated aggregated) {
            out.writeByte(AGGREGATED);
            AggregateCodec.write(aggregated.aggregate(), out);
            writeFrame(aggregated.frame(), out);
        }
    }

    static WindowColumn read(DataInput in) throws IOException {
        int tag = in.readByte();
        return switch (tag) {
            case PLACED -> {
                WindowFunction function = Wire.readEnum(WindowFunction.class, in);
                List<Expression> arguments = Wire.readList(ExpressionCodec::read, in);
                long number = Wire.readLong(in);
                Frame frame = readFrame(in);
                yield new WindowColumn.Placed(
                        function, arguments, number, frame, Wire.readString(in), ExpressionCodec.readType(in));
            }
            case AGGREGATED -> new WindowColumn.Aggregated(AggregateCodec.read(in), readFrame(in));
            default -> throw new IOException("no function over a window has the tag " + tag);
        };
    }

    private static void writeFrame(Frame frame, DataOutput out) throws IOException {
        Wire.writeEnum(frame.unit(), out);
        out.writeLong(frame.start());
        out.writeLong(frame.end());
    }

    private static Frame readFrame(DataInput in) throws IOException {
        return new Frame(Wire.readEnum(Frame.Unit.class, in), in.readLong(), in.readLong());
    }
}
