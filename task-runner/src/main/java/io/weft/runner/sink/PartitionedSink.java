package io.weft.runner.sink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.protocol.OutputFile;
import io.weft.runner.format.PathValue;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import io.weft.type.Schema;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Puts rows into a directory for each combination of values of some columns, which are then left out of the files. A few files are open at
 * a time; when one more is needed, the one that has waited longest is finished, and rows that belong there later begin another.
 */
final class PartitionedSink implements FileSink {
    /** Each open file holds memory for what is not written yet. */
    static final int MOST_OPEN = 8;

    static final int MOST_FILES = 10_000;

    private static final int NULL_LENGTH = -1;
    private static final int FIRST_POSITIONS = 64;

    private final Schema schema;
    private final int[] partitionColumns;
    private final List<Integer> fileColumns;
    private final ZoneId zone;
    private final Part whole;
    private final Function<Part, FileSink> opener;

    /** By key, the one that was used longest ago first. */
    private final Map<String, Target> open = new LinkedHashMap<>(MOST_OPEN, 0.75f, true);

    /** By directory, how many files have been begun in it. */
    private final Map<String, Integer> begun = new HashMap<>();

    private final List<OutputFile> finished = new ArrayList<>();
    private final TextBuffer key = new TextBuffer();
    private int files;

    /**
     * Writes nothing yet.
     *
     * @param schema of the rows
     * @param columns by which they are divided, some of the schema's
     * @param zone of the local times that timestamps among them are written as
     * @param opener makes the sink for a file with the {@link #fileColumns other columns}
     */
    PartitionedSink(Schema schema, List<String> columns, ZoneId zone, Part whole, Function<Part, FileSink> opener) {
        this.zone = zone;
        this.schema = schema;
        this.partitionColumns = columns.stream().mapToInt(schema::indexOf).toArray();
        this.fileColumns = fileColumns(schema, columns);
        this.whole = whole;
        this.opener = opener;
    }

    private static List<Integer> fileColumns(Schema schema, List<String> columns) {
        return IntStream.range(0, schema.size())
                .filter(column -> !columns.contains(schema.field(column).name()))
                .boxed()
                .toList();
    }

    /** The columns that are written into the files. */
    static Schema fileSchema(Schema schema, List<String> columns) {
        return new Schema(
                fileColumns(schema, columns).stream().map(schema::field).toList());
    }

    /** An open file, and the rows of a batch that go into it. */
    private static final class Target {
        private final String directory;
        private final FileSink sink;
        private int[] positions = new int[0];
        private int count;

        Target(String directory, FileSink sink) {
            this.directory = directory;
            this.sink = sink;
        }

        void add(int position, int most) {
            if (count == positions.length) {
                positions = Arrays.copyOf(positions, Math.min(most, Math.max(FIRST_POSITIONS, 2 * count)));
            }
            positions[count++] = position;
        }

        void write(Batch batch) {
            if (count > 0) {
                sink.write(batch.select(positions, count));
                positions = new int[0];
                count = 0;
            }
        }
    }

    @Override
    public void write(Batch batch) {
        List<TextColumn> texts = new ArrayList<>();
        for (int column : partitionColumns) {
            texts.add(TextColumn.of(batch.column(column), schema.type(column), zone));
        }
        Batch own = batch.withColumns(
                fileColumns.stream().map(column -> batch.column(column)).toList());
        byte[] lastKey = new byte[0];
        Target target = null;
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            writeKey(batch, texts, row);
            if (target == null || !key.holds(0, lastKey)) {
                lastKey = key.copy(0);
                target = target(new String(lastKey, ISO_8859_1), batch, row, own);
            }
            target.add(row, batch.selectedCount());
        }
        open.values().forEach(each -> each.write(own));
    }

    /** The values of a row, so that equal keys mean equal values: for each its bytes and their number. */
    private void writeKey(Batch batch, List<TextColumn> texts, int row) {
        key.clear();
        for (int index = 0; index < partitionColumns.length; index++) {
            int start = key.size();
            if (batch.column(partitionColumns[index]).isNull(row)) {
                key.appendInt(NULL_LENGTH);
            } else {
                texts.get(index).write(row, key);
                key.appendInt(key.size() - start);
            }
        }
    }

    private Target target(String newKey, Batch batch, int row, Batch own) {
        Target known = open.get(newKey);
        if (known != null) {
            return known;
        }
        if (open.size() == MOST_OPEN) {
            Iterator<Target> oldest = open.values().iterator();
            Target ending = oldest.next();
            oldest.remove();
            try (FileSink sink = ending.sink) {
                ending.write(own);
                finish(ending.directory, sink);
            }
        }
        String directory = directory(batch, row);
        if (files++ == MOST_FILES) {
            throw tooMany(directory);
        }
        int sequel = begun.merge(directory, 1, Integer::sum) - 1;
        Part part = new Part(new Path(whole.directory(), directory), whole.task(), sequel, MOST_OPEN);
        Target target = new Target(directory, opener.apply(part));
        open.put(newKey, target);
        return target;
    }

    private String directory(Batch batch, int row) {
        List<String> parts = new ArrayList<>();
        for (int column : partitionColumns) {
            parts.add(PathValue.escape(schema.field(column).name()) + "=" + value(batch.column(column), column, row));
        }
        return String.join("/", parts);
    }

    private String value(Vector vector, int column, int row) {
        if (vector.isNull(row)) {
            return PathValue.NULL;
        }
        TextBuffer text = new TextBuffer();
        TextColumn.of(vector, schema.type(column), zone).write(row, text);
        return PathValue.escape(new String(text.copy(0), StandardCharsets.UTF_8));
    }

    private WeftException tooMany(String directory) {
        return new WeftException(
                ErrorCode.INVALID_PLAN,
                "[%s] Cannot begin a file in '%s': this task has begun %d, in %d directories"
                        + " (partition by columns of fewer values, or order the rows by them)",
                whole.directory(),
                directory,
                MOST_FILES,
                begun.size());
    }

    private void finish(String directory, FileSink sink) {
        for (OutputFile file : sink.finish()) {
            finished.add(new OutputFile(directory + "/" + file.name(), file.length(), file.rows(), file.checksum()));
        }
    }

    @Override
    public List<OutputFile> finish() {
        for (Target target : open.values()) {
            finish(target.directory, target.sink);
        }
        return List.copyOf(finished);
    }

    /** What is finished stays: the directory of an attempt that fails is nobody's output, and is deleted as a whole. */
    @Override
    public void close() {
        RuntimeException failure = null;
        for (Target target : open.values()) {
            try {
                target.sink.close();
            } catch (RuntimeException e) {
                failure = failure(failure, e);
            }
        }
        open.clear();
        if (failure != null) {
            throw failure;
        }
    }

    private static RuntimeException failure(@Nullable RuntimeException first, RuntimeException next) {
        if (first == null) {
            return next;
        }
        first.addSuppressed(next);
        return first;
    }
}
