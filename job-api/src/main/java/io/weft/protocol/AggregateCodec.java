package io.weft.protocol;

import io.weft.expr.Aggregate;
import io.weft.expr.AggregateCall;
import io.weft.expr.AggregateFunction;
import io.weft.expr.Expression;
import io.weft.expr.Expression.Literal;
import io.weft.expr.UserAggregate;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** How aggregates travel. */
final class AggregateCodec {
    private AggregateCodec() {}

    static void write(Aggregate aggregate, DataOutput out) throws IOException {
        writeCall(aggregate.call(), out);
        Wire.writeEnum(aggregate.input(), out);
        Wire.writeList(aggregate.arguments(), ExpressionCodec::write, out);
        Wire.writeList(aggregate.filter().stream().toList(), ExpressionCodec::write, out);
        Wire.writeString(aggregate.name(), out);
        ExpressionCodec.writeType(aggregate.type(), out);
    }

    static Aggregate read(DataInput in) throws IOException {
        AggregateCall call = readCall(in);
        Aggregate.Input input = Wire.readEnum(Aggregate.Input.class, in);
        List<Expression> arguments = Wire.readList(ExpressionCodec::read, in);
        List<Expression> filter = Wire.readList(ExpressionCodec::read, in);
        return new Aggregate(
                call, input, arguments, filter.stream().findFirst(), Wire.readString(in), ExpressionCodec.readType(in));
    }

    private static void writeCall(AggregateCall call, DataOutput out) throws IOException {
        Wire.writeEnum(call.function(), out);
        Wire.writeEnum(call.quantifier(), out);
        Wire.writeList(call.parameters(), ExpressionCodec::write, out);
        Wire.writeList(call.user().stream().toList(), AggregateCodec::writeUser, out);
    }

    private static AggregateCall readCall(DataInput in) throws IOException {
        AggregateFunction function = Wire.readEnum(AggregateFunction.class, in);
        AggregateCall.Quantifier quantifier = Wire.readEnum(AggregateCall.Quantifier.class, in);
        List<Literal> parameters = Wire.readList(AggregateCodec::readLiteral, in);
        List<UserAggregate> user = Wire.readList(AggregateCodec::readUser, in);
        return new AggregateCall(function, quantifier, parameters, user.stream().findFirst());
    }

    private static Literal readLiteral(DataInput in) throws IOException {
        Expression read = ExpressionCodec.read(in);
        if (read instanceof Literal literal) {
            return literal;
        }
        throw new IOException("a parameter that is no constant: " + read);
    }

    private static void writeUser(UserAggregate user, DataOutput out) throws IOException {
        if (user.function().isPresent()) {
            throw new IllegalArgumentException("Without a number yet: " + user);
        }
        Wire.writeInt(user.number(), out);
        Wire.writeString(user.name(), out);
        Wire.writeList(user.arguments(), Wire::writeString, out);
        ExpressionCodec.writeSchema(user.state(), out);
        ExpressionCodec.writeType(user.result(), out);
    }

    private static UserAggregate readUser(DataInput in) throws IOException {
        return new UserAggregate(
                Optional.empty(),
                Wire.readInt(in),
                Wire.readString(in),
                Wire.readList(Wire::readString, in),
                ExpressionCodec.readSchema(in),
                ExpressionCodec.readType(in));
    }
}
