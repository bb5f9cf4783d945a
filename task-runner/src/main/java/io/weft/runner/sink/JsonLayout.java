package io.weft.runner.sink;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.BytesVector;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;

/** An object for each row, with a member for each column, nulls too. */
final class JsonLayout implements LineLayout {
    private final Schema schema;
    private final ZoneId zone;
    private final List<String> names;
    private final TextBuffer line = new TextBuffer();
    private final TextBuffer scratch = new TextBuffer();
    private final JsonGenerator generator;

    /** Writes timestamps as local times of the zone. */
    JsonLayout(Schema schema, ZoneId zone) {
        this.schema = schema;
        this.zone = zone;
        this.names = schema.names();
        try {
            this.generator = new JsonFactory().createGenerator(lineStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        generator.setRootValueSeparator(null);
    }

    private OutputStream lineStream() {
        return new OutputStream() {
            @Override
            public void write(int value) {
                line.append((char) value);
            }

            @Override
            public void write(byte[] bytes, int start, int count) {
                line.append(bytes, start, count);
            }
        };
    }

    @Override
    public String extension() {
        return ".json";
    }

    @Override
    public void writeHead(TextBuffer out) {
        // Nothing stands before the first row.
    }

    @Override
    public RowWriter rows(Batch batch) {
        return (row, out) -> {
            try {
                generator.writeStartObject();
                for (int column = 0; column < names.size(); column++) {
                    generator.writeFieldName(names.get(column));
                    write(batch.column(column), schema.type(column), row);
                }
                generator.writeEndObject();
                generator.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            line.moveTo(out);
            out.append('\n');
        };
    }

    private void write(Vector vector, Type type, int row) throws IOException {
        if (vector.isNull(row)) {
            generator.writeNull();
            return;
        }
        switch (vector.kind()) {
            case BOOLEAN -> generator.writeBoolean(((BooleanVector) vector).value(row));
            case INT -> {
                if (type.equals(Type.DATE)) {
                    writeText(vector, type, row);
                } else {
                    generator.writeNumber(((IntVector) vector).value(row));
                }
            }
            case LONG -> {
                if (type.equals(Type.BIGINT)) {
                    generator.writeNumber(((LongVector) vector).value(row));
                } else {
                    writeText(vector, type, row);
                }
            }
            case DOUBLE -> writeDouble(((DoubleVector) vector).value(row), type);
            case DECIMAL -> {
                TextColumn.of(vector, type, zone).write(row, scratch);
                generator.writeNumber(new String(scratch.copy(0), StandardCharsets.ISO_8859_1));
                scratch.clear();
            }
            case LIST, MAP, STRUCT -> {
                TextColumn.of(vector, type, zone).write(row, scratch);
                generator.writeRawValue(new String(scratch.copy(0), StandardCharsets.UTF_8));
                scratch.clear();
            }
            case BYTES -> {
                BytesVector bytes = (BytesVector) vector;
                if (type.equals(Type.BINARY)) {
                    generator.writeBinary(bytes.bytes(), bytes.start(row), bytes.length(row));
                } else {
                    generator.writeUTF8String(bytes.bytes(), bytes.start(row), bytes.length(row));
                }
            }
        }
    }

    /** What JSON has no number for, NaN and the infinities, Jackson puts into quotes. */
    private void writeDouble(double value, Type type) throws IOException {
        if (type.equals(Type.FLOAT)) {
            generator.writeNumber((float) value);
        } else {
            generator.writeNumber(value);
        }
    }

    private void writeText(Vector vector, Type type, int row) throws IOException {
        TextColumn.of(vector, type, zone).write(row, scratch);
        byte[] text = scratch.copy(0);
        scratch.clear();
        generator.writeUTF8String(text, 0, text.length);
    }
}
