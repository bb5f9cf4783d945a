package io.weft.runner.format;

import io.weft.expr.ConstantFolder;
import io.weft.expr.Expression;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Expressions;
import io.weft.plan.FileOptions;
import io.weft.plan.PlanNode.Scan;
import io.weft.runner.kernel.Lowering;
import io.weft.type.Schema;
import java.util.ArrayList;
import java.util.List;

/** What a scan's filters ask of the rows of one file, once the file's path partitions are known. */
public final class PartitionFilter {
    private final Scan scan;
    private final Schema partitions;
    private final Schema fileColumns;

    /** For the filters of a scan whose input is complete. */
    public PartitionFilter(Scan scan) {
        this.scan = scan;
        this.partitions = FileOptions.pathPartitions(scan.input()).orElse(Schema.of());
        this.fileColumns = PathPartitions.without(scan.schema(), partitions);
    }

    /** The path partitions of the input. */
    public Schema partitions() {
        return partitions;
    }

    /** The scan's columns that are read from the files themselves. */
    public Schema fileColumns() {
        return fileColumns;
    }

    /** Whether the file can have rows that pass. */
    public boolean mayMatch(String file) {
        return partitions.size() == 0
                || scan.filters().isEmpty()
                || mayMatch(over(PathPartitions.values(file, partitions)));
    }

    private static boolean mayMatch(List<Expression> filters) {
        return filters.stream().noneMatch(PartitionFilter::isNeverTrue);
    }

    private static boolean isNeverTrue(Expression filter) {
        return filter instanceof Literal literal && !Boolean.TRUE.equals(literal.value());
    }

    /**
     * The filters over {@link #fileColumns}, with the path partitions' values put in and computed. Those that always hold are left out.
     *
     * @param values of the path partitions, in their order
     */
    public List<Expression> over(List<Literal> values) {
        List<Expression> filters = new ArrayList<>();
        for (Expression filter : scan.filters()) {
            // The kernels compute functions of constants, the folder what is left of conditions.
            Expression computed = Lowering.of(Expressions.rewriteColumns(filter, column -> over(column, values)));
            Expression over = ConstantFolder.fold(computed);
            if (!over.equals(Literal.TRUE)) {
                filters.add(over);
            }
        }
        return filters;
    }

    private Expression over(InputColumn column, List<Literal> values) {
        int partition = partitions.indexOf(column.name());
        return partition >= 0
                ? values.get(partition)
                : new InputColumn(fileColumns.indexOf(column.name()), column.name(), column.type());
    }
}
