package io.weft.protocol;

import io.weft.expr.Expression;
import io.weft.expr.Expression.InputColumn;
import io.weft.plan.Join;
import io.weft.plan.JoinKind;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** How it travels which rows of a join match. */
final class MatchingCodec {
    private MatchingCodec() {}

    static void write(Join.Matching matching, DataOutput out) throws IOException {
        Wire.writeEnum(matching.kind(), out);
        Wire.writeList(matching.leftKeys(), ExpressionCodec::write, out);
        Wire.writeList(matching.rightKeys(), ExpressionCodec::write, out);
        Wire.writeList(matching.condition().stream().toList(), ExpressionCodec::write, out);
    }

    static Join.Matching read(DataInput in) throws IOException {
        JoinKind kind = Wire.readEnum(JoinKind.class, in);
        List<InputColumn> left = Wire.readList(MatchingCodec::readKey, in);
        List<InputColumn> right = Wire.readList(MatchingCodec::readKey, in);
        List<Expression> condition = Wire.readList(ExpressionCodec::read, in);
        return new Join.Matching(kind, left, right, condition.stream().findFirst());
    }

    private static InputColumn readKey(DataInput in) throws IOException {
        if (ExpressionCodec.read(in) instanceof InputColumn column) {
            return column;
        }
        throw new IOException("the key of a join is no column");
    }
}
