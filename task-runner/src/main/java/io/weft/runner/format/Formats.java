package io.weft.runner.format;

import io.weft.error.ErrorCode;
import io.weft.error.NearestName;
import io.weft.error.WeftException;
import io.weft.plan.FileOptions;
import io.weft.plan.Input;
import io.weft.plan.SchemaSource;
import io.weft.plan.TableStatistics;
import io.weft.type.Schema;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.Credentials;

/** All formats, by name. */
public final class Formats implements SchemaSource {
    private final Configuration configuration;
    private final List<Format> formats;

    /** The formats over the file systems that the configuration knows; classes of the job are found by its class loader. */
    public Formats(Configuration configuration) {
        this.configuration = configuration;
        this.formats = List.of(
                new CsvFormat(configuration),
                new JsonFormat(configuration),
                new ParquetFormat(configuration),
                new TextFormat(configuration),
                new OrcFormat(configuration),
                new AvroFormat(configuration),
                new SequenceFileFormat(configuration),
                new JdbcFormat(configuration),
                new HadoopFormat(configuration));
    }

    /**
     * The format of this name.
     *
     * @throws WeftException {@link ErrorCode#INVALID_PLAN} if there is none
     */
    public Format named(String name) {
        return formats.stream()
                .filter(format -> format.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    @Override
    public Schema schemaOf(Input input) {
        Format format = named(input.format());
        Schema columns = format.schemaOf(input);
        return format instanceof FileFormat
                ? PathPartitions.table(columns, PathPartitions.of(input, configuration))
                : columns;
    }

    @Override
    public Input complete(Input input) {
        return named(input.format()) instanceof FileFormat files
                ? FileOptions.withPathPartitions(files.complete(input), PathPartitions.of(input, configuration))
                : input;
    }

    /** Of files; of what a database or an InputFormat of Hadoop's has, nothing is known. */
    @Override
    public TableStatistics statisticsOf(Input input) {
        return named(input.format()) instanceof FileFormat files
                ? files.statistics(input, schemaOf(input), configuration)
                : TableStatistics.unknown();
    }

    @Override
    public Optional<String> unsupportedType(Input input, String column) {
        return named(input.format()).unsupportedType(input, column);
    }

    /** Adds what the readers of the input need to prove their right, as far as it is not a file system's. Called on the client. */
    public void addCredentials(Input input, Credentials credentials) {
        if (named(input.format()) instanceof SplittingFormat splitting) {
            splitting.addCredentials(input, credentials);
        }
    }

    private WeftException unknown(String name) {
        List<String> names = formats.stream().map(Format::name).toList();
        return new WeftException(
                ErrorCode.INVALID_PLAN,
                "Cannot find the format '%s': the formats are %s%s",
                name,
                names,
                NearestName.hint(name, names));
    }
}
