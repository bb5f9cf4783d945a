package io.weft.runner.scan;

import com.fasterxml.jackson.core.JsonParser;
import io.weft.runner.format.LineJson;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorBuilder;
import io.weft.runner.vector.VectorValues;
import io.weft.type.Type;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Gathers lists, maps and structs from their JSON. */
final class NestedColumn extends FieldColumn {
    private final Type type;
    private final JsonValues reader;
    private final @Nullable Object[] values = new Object[Batch.MAX_ROWS];

    NestedColumn(Type type, ValueFormats formats) {
        this.type = type;
        this.reader = new JsonValues(formats);
    }

    @Override
    @Nullable String read(int row, byte[] text, int start, int end) {
        try (JsonParser json = LineJson.parser(text, start, end)) {
            json.nextToken();
            values[row] = reader.read(json, type);
            return json.nextToken() == null ? null : "text follows the value";
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        } catch (IOException e) {
            return LineJson.flaw(e, text, start, end);
        }
    }

    @Override
    void clear(int row) {
        values[row] = null;
    }

    @Override
    Vector build(int rows, boolean @Nullable [] takenNulls) {
        VectorBuilder builder = VectorBuilder.of(type, rows);
        for (int row = 0; row < rows; row++) {
            VectorValues.append(builder, type, values[row]);
        }
        Arrays.fill(values, null);
        return builder.build();
    }
}
