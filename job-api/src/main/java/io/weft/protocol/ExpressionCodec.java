package io.weft.protocol;

import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.Cast;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Invoke;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Expression.UserCall;
import io.weft.expr.Function;
import io.weft.expr.Misfit;
import io.weft.expr.NamedExpression;
import io.weft.expr.ScalarFunction;
import io.weft.expr.ScalarFunctions;
import io.weft.expr.UserFunction;
import io.weft.type.DecimalType;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** How types and expressions travel: a tag for the kind, then the parts. */
final class ExpressionCodec {
    private static final int COLUMN = 0;
    private static final int LITERAL = 1;
    private static final int CALL = 2;
    private static final int CAST = 3;
    private static final int INVOKE = 4;
    private static final int USER_CALL = 5;

    private ExpressionCodec() {}

    static void writeType(Type type, DataOutput out) throws IOException {
        Wire.writeString(type.toString(), out);
    }

    static Type readType(DataInput in) throws IOException {
        return Type.parse(Wire.readString(in));
    }

    static void writeSchema(Schema schema, DataOutput out) throws IOException {
        Wire.writeList(schema.fields(), ExpressionCodec::writeField, out);
    }

    static Schema readSchema(DataInput in) throws IOException {
        return new Schema(Wire.readList(ExpressionCodec::readField, in));
    }

    private static void writeField(Field field, DataOutput out) throws IOException {
        Wire.writeString(field.name(), out);
        writeType(field.type(), out);
    }

    private static Field readField(DataInput in) throws IOException {
        return new Field(Wire.readString(in), readType(in));
    }

    static void writeNamed(NamedExpression column, DataOutput out) throws IOException {
        Wire.writeString(column.name(), out);
        write(column.expression(), out);
    }

    static NamedExpression readNamed(DataInput in) throws IOException {
        return new NamedExpression(Wire.readString(in), read(in));
    }

    static void write(Expression expression, DataOutput out) throws IOException {
        if (expression instanceof InputColumn column) {
            out.writeByte(COLUMN);
            Wire.writeInt(column.index(), out);
            Wire.writeString(column.name(), out);
        } else if (expression instanceof Literal literal) {
            out.writeByte(LITERAL);
            out.writeBoolean(literal.value() != null);
            if (literal.value() != null) {
                Wire.writeString(text(literal.value()), out);
            }
        } else if (expression instanceof Call call) {
            out.writeByte(CALL);
            Wire.writeEnum(call.function(), out);
            Wire.writeList(call.arguments(), ExpressionCodec::write, out);
        } else if (expression instanceof Cast cast) {
            out.writeByte(CAST);
            write(cast.input(), out);
            Wire.writeEnum(cast.misfit(), out);
            writeZone(cast.zone(), out);
        } else if (expression instanceof Invoke invoke) {
            out.writeByte(INVOKE);
            Wire.writeString(invoke.function().name(), out);
            writeZone(invoke.zone(), out);
            Wire.writeList(invoke.arguments(), ExpressionCodec::write, out);
        } else if (expression instanceof UserCall call) {
            out.writeByte(USER_CALL);
            Wire.writeInt(call.function().number(), out);
            Wire.writeString(call.function().name(), out);
            Wire.writeList(call.arguments(), ExpressionCodec::write, out);
        }
        writeType(expression.type(), out);
    }

    static Expression read(DataInput in) throws IOException {
        int tag = in.readByte();
        return switch (tag) {
            case COLUMN -> new InputColumn(Wire.readInt(in), Wire.readString(in), readType(in));
            case LITERAL -> {
                String text = in.readBoolean() ? Wire.readString(in) : null;
                Type type = readType(in);
                yield new Literal(value(text, type), type);
            }
            case CALL ->
                new Call(Wire.readEnum(Function.class, in), Wire.readList(ExpressionCodec::read, in), readType(in));
            case CAST -> {
                Expression input = read(in);
                Misfit misfit = Wire.readEnum(Misfit.class, in);
                ZoneId zone = readZone(in);
                yield new Cast(input, readType(in), misfit, zone);
            }
            case INVOKE -> {
                ScalarFunction function = function(in);
                ZoneId zone = readZone(in);
                yield new Invoke(function, Wire.readList(ExpressionCodec::read, in), readType(in), zone);
            }
            case USER_CALL -> {
                UserFunction function = new UserFunction(Wire.readInt(in), Wire.readString(in), null);
                yield new UserCall(function, Wire.readList(ExpressionCodec::read, in), readType(in));
            }
            default -> throw new IOException("no expression has the tag " + tag);
        };
    }

    private static void writeZone(ZoneId zone, DataOutput out) throws IOException {
        Wire.writeString(zone.getId(), out);
    }

    /** A zone that the writer's Java knows and this one does not is not the fault of the bytes. */
    private static ZoneId readZone(DataInput in) throws IOException {
        String id = Wire.readString(in);
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            throw new IOException("this Java does not know the zone '" + id + "'", e);
        }
    }

    private static String text(Object value) {
        return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value.toString();
    }

    private static ScalarFunction function(DataInput in) throws IOException {
        String name = Wire.readString(in);
        return ScalarFunctions.find(name).orElseThrow(() -> new IOException("no function is called " + name));
    }

    private static @Nullable Object value(@Nullable String text, Type type) {
        if (text == null) {
            return null;
        }
        if (type instanceof DecimalType) {
            return new BigDecimal(text);
        }
        if (!(type instanceof SimpleType simple)) {
            throw new IllegalArgumentException("a constant of the type " + type);
        }
        return switch (simple) {
            case BOOLEAN -> Boolean.valueOf(text);
            case TINYINT -> Byte.valueOf(text);
            case SMALLINT -> Short.valueOf(text);
            case INT -> Integer.valueOf(text);
            case BIGINT -> Long.valueOf(text);
            case FLOAT -> Float.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case DATE -> LocalDate.parse(text);
            case TIMESTAMP -> Instant.parse(text);
            case TIMESTAMP_NTZ -> LocalDateTime.parse(text);
            case STRING -> text;
            case BINARY -> HexFormat.of().parseHex(text);
        };
    }
}
