package io.weft.runner.scan;

import io.weft.api.Avro;
import io.weft.api.Csv;
import io.weft.api.HadoopInput;
import io.weft.api.Jdbc;
import io.weft.api.JsonLines;
import io.weft.api.Orc;
import io.weft.api.Parquet;
import io.weft.api.SequenceFile;
import io.weft.api.Text;
import io.weft.expr.Expressions;
import io.weft.plan.LineOptions;
import io.weft.plan.PlanNode.Scan;
import io.weft.runner.csv.CsvDialect;
import io.weft.runner.format.PartitionFilter;
import io.weft.runner.kernel.Predicate;
import io.weft.runner.operator.FilterOperator;
import io.weft.runner.operator.Operator;
import io.weft.stage.FileSplit;
import io.weft.stage.FormatSplit;
import io.weft.stage.Split;
import io.weft.type.SchemaText;
import io.weft.type.Type;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Makes the operator that reads a split in the format of its input. */
public final class Scans {
    private Scans() {}

    /** The rows of the split, with the columns of the scan's schema, in no order. Reads nothing yet. */
    public static Operator open(Scan scan, Split split, ScanContext context) {
        if (!(split instanceof FileSplit files)) {
            return openPiece(scan, (FormatSplit) split, context);
        }
        PartitionFilter filter = new PartitionFilter(scan);
        return filter.partitions().size() == 0
                ? openFiles(scan, files, context)
                : new PartitionedScan(scan, files, filter, (own, alike) -> openFiles(own, alike, context));
    }

    /** The rows that are in the files themselves. */
    private static Operator openFiles(Scan scan, FileSplit split, ScanContext context) {
        return switch (scan.input().format()) {
            case Parquet.FORMAT -> new ParquetScan(scan, split, context, null);
            case Csv.FORMAT -> csv(scan, split, context);
            case JsonLines.FORMAT -> json(scan, split, context);
            case Text.FORMAT -> new TextScan(scan.schema(), LineForm.of(scan.input()), split, context);
            case Orc.FORMAT -> new OrcScan(scan, split, context);
            case Avro.FORMAT -> new AvroScan(scan.schema(), split, context);
            case SequenceFile.FORMAT -> new SequenceFileScan(scan.schema(), split, context);
            default -> throw none(scan, split);
        };
    }

    /**
     * The same without the rows for which the predicate does not hold.
     *
     * @param predicate that holds where all of the scan's filters do, and only there
     */
    public static Operator open(Scan scan, Split split, ScanContext context, Predicate predicate) {
        if (!(split instanceof FileSplit files) || !scan.input().format().equals(Parquet.FORMAT)) {
            return new FilterOperator(open(scan, split, context), predicate);
        }
        PartitionFilter filter = new PartitionFilter(scan);
        return filter.partitions().size() == 0
                ? new ParquetScan(scan, files, context, predicate)
                : new PartitionedScan(scan, files, filter, (own, alike) -> openChecked(own, alike, context));
    }

    /** The rows that are in Parquet files of one path partition and meet all of the scan's filters, which have its values. */
    private static Operator openChecked(Scan own, FileSplit split, ScanContext context) {
        @Nullable Predicate predicate = own.filters().isEmpty() ? null : Predicate.of(Expressions.and(own.filters()));
        return new ParquetScan(own, split, context, predicate);
    }

    private static Operator csv(Scan scan, FileSplit split, ScanContext context) {
        Map<String, String> options = scan.input().options();
        String named = options.get(LineOptions.FIELD_NAMES);
        List<String> names = named == null ? scan.table().names() : SchemaText.parseNames(named);
        List<FieldColumn> columns = columns(scan, FieldColumn::of);
        CsvParser parser = new CsvParser(
                scan.schema(),
                columns,
                CsvDialect.of(options),
                names,
                options.containsKey(LineOptions.HEADER) ? names : List.of());
        return new RecordScan(parser, columns, LineForm.of(scan.input()), split, context);
    }

    private static Operator json(Scan scan, FileSplit split, ScanContext context) {
        List<FieldColumn> columns = columns(scan, FieldColumn::ofJson);
        JsonLineParser parser = new JsonLineParser(scan.schema(), columns);
        return new RecordScan(parser, columns, LineForm.of(scan.input()), split, context);
    }

    private static List<FieldColumn> columns(Scan scan, BiFunction<Type, ValueFormats, FieldColumn> factory) {
        ValueFormats formats = ValueFormats.of(scan.input().options());
        return scan.schema().types().stream()
                .map(type -> factory.apply(type, formats))
                .toList();
    }

    private static Operator openPiece(Scan scan, FormatSplit piece, ScanContext context) {
        return switch (scan.input().format()) {
            case Jdbc.FORMAT -> new JdbcScan(scan, piece, context);
            case HadoopInput.FORMAT -> new HadoopScan(scan, piece, context);
            default -> throw none(scan, piece);
        };
    }

    private static IllegalArgumentException none(Scan scan, Split split) {
        return new IllegalArgumentException(
                "No scan of %s reads %s".formatted(scan.input().format(), split));
    }
}
