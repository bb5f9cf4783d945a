package io.weft.runner.format;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.expr.Expression.Literal;
import io.weft.plan.FileOptions;
import io.weft.plan.Input;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Columns whose values stand in the names of directories, {@code dt=2026-11-28}, as Hive lays tables out. Those below an input's path count, from
 * its first wildcard on; a directory that the path itself names is none.
 */
public final class PathPartitions {
    private static final String WILDCARDS = "*?[{";

    private PathPartitions() {}

    /**
     * The path partitions of an input, outermost first: those that its author has given, else those that its files lie in.
     *
     * @throws WeftException if the files do not all lie in directories of the same names
     */
    public static Schema of(Input input, Configuration configuration) {
        return FileOptions.pathPartitions(input)
                .orElseGet(() -> infer(input, InputFiles.list(input, configuration), configuration));
    }

    private static Schema infer(Input input, List<FileStatus> files, Configuration configuration) {
        Set<String> roots = roots(input, configuration);
        Map<String, Set<String>> values = new LinkedHashMap<>();
        String first = "";
        for (FileStatus file : files) {
            String path = file.getPath().toString();
            Map<String, String> own =
                    directories(path.substring(root(path, roots).length()));
            if (first.isEmpty()) {
                first = path;
                own.keySet().forEach(name -> values.put(name, new TreeSet<>()));
            }
            if (!List.copyOf(own.keySet()).equals(List.copyOf(values.keySet()))) {
                throw new WeftException(
                        ErrorCode.INVALID_PLAN,
                        "Cannot tell the path partitions of '%s': '%s' lies in directories of %s and '%s' of %s"
                                + " (read one layout at a time, or name them with pathPartitions(...))",
                        String.join(", ", input.paths()),
                        first,
                        values.keySet(),
                        path,
                        own.keySet());
            }
            own.forEach((name, value) ->
                    values.computeIfAbsent(name, any -> new TreeSet<>()).add(value));
        }
        List<Field> fields = new ArrayList<>();
        values.forEach((name, texts) -> fields.add(new Field(name, PathValue.commonType(texts))));
        return new Schema(fields);
    }

    /** Where the input's paths have their first wildcard, as the names of files begin. */
    private static Set<String> roots(Input input, Configuration configuration) {
        Set<String> roots = new TreeSet<>();
        for (String path : input.paths()) {
            Path root = new Path(path);
            Path above = root;
            for (Path part = root; part != null; part = part.getParent()) {
                if (part.getName().chars().anyMatch(letter -> WILDCARDS.indexOf(letter) >= 0)) {
                    above = part.getParent();
                }
            }
            try {
                roots.add(root.getFileSystem(configuration)
                        .makeQualified(above == null ? new Path(Path.CUR_DIR) : above)
                        .toString());
            } catch (IOException e) {
                throw StoreFailure.reading(path, e);
            }
        }
        return roots;
    }

    /** The longest of the roots above the path; empty where none is. */
    private static String root(String path, Set<String> roots) {
        String longest = "";
        for (String root : roots) {
            if (path.startsWith(root) && root.length() > longest.length()) {
                longest = root;
            }
        }
        return longest;
    }

    /** The directories of a path that are partitions, with their values as they stand there. */
    private static Map<String, String> directories(String path) {
        Map<String, String> values = new LinkedHashMap<>();
        String[] parts = path.split("/", -1);
        for (int index = 0; index < parts.length - 1; index++) {
            int equals = parts[index].indexOf('=');
            if (equals > 0) {
                values.put(PathValue.unescape(parts[index].substring(0, equals)), parts[index].substring(equals + 1));
            }
        }
        return values;
    }

    /**
     * The values that a file's rows have in these columns.
     *
     * @param file its full URI; where a name occurs twice, the inner directory counts
     * @throws WeftException if a column is missing, or its value is not of its type
     */
    public static List<Literal> values(String file, Schema partitions) {
        Map<String, String> directories = new TreeMap<>(directories(file));
        List<Literal> values = new ArrayList<>();
        for (Field field : partitions.fields()) {
            String text = directories.get(field.name());
            if (text == null) {
                throw new WeftException(
                        ErrorCode.INVALID_PLAN,
                        "[%s] Cannot find the path partition '%s': the file lies in no directory '%s=...'"
                                + " (check the path, and the columns given to pathPartitions)",
                        file,
                        field.name(),
                        field.name());
            }
            values.add(value(file, field, text));
        }
        return values;
    }

    private static Literal value(String file, Field field, String text) {
        Type type = field.type();
        try {
            return PathValue.of(text, type);
        } catch (IllegalArgumentException e) {
            throw WeftException.causedBy(
                    e,
                    ErrorCode.CORRUPT_INPUT,
                    "[%s] Cannot read the path partition '%s=%s' as %s: %s"
                            + " (rename the directory, or give another type with pathPartitions)",
                    file,
                    field.name(),
                    text,
                    type,
                    e.getMessage());
        }
    }

    /** The columns that are in the files themselves. */
    public static Schema without(Schema table, Schema partitions) {
        return new Schema(table.fields().stream()
                .filter(field -> partitions.indexOf(field.name()) < 0)
                .toList());
    }

    /** The columns of the files, then the path partitions. Where a file has a column of the same name, the directory counts. */
    static Schema table(Schema files, Schema partitions) {
        List<Field> fields = new ArrayList<>(without(files, partitions).fields());
        fields.addAll(partitions.fields());
        return new Schema(fields);
    }
}
