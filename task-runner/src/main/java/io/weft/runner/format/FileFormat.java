package io.weft.runner.format;

import io.weft.plan.ColumnStatistics;
import io.weft.plan.Input;
import io.weft.plan.TableStatistics;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** A format of files. Its inputs are cut into byte ranges, near the borders of blocks. */
public non-sealed interface FileFormat extends Format {
    /** Whether several tasks may read one such file of an input, each its byte range. */
    boolean isSplittable(Input input, Path file);

    /**
     * What the input's files tell of its rows; by default only their size does.
     *
     * @param columns all of them
     */
    default TableStatistics statistics(Input input, Schema columns, Configuration configuration) {
        double width = 1;
        for (Type type : columns.types()) {
            width += ColumnStatistics.width(type);
        }
        double bytes = InputFiles.list(input, configuration).stream()
                .mapToDouble(FileStatus::getLen)
                .sum();
        return new TableStatistics(bytes / width, Map.of());
    }

    /** The input with what its first file tells about all of them and a scan needs to know. */
    default Input complete(Input input) {
        return input;
    }
}
