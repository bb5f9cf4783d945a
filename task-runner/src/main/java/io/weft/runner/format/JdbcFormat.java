package io.weft.runner.format;

import io.weft.api.Jdbc;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.Input;
import io.weft.plan.PlanNode.Scan;
import io.weft.runner.jdbc.JdbcColumn;
import io.weft.runner.jdbc.JdbcDatabase;
import io.weft.runner.jdbc.JdbcSource;
import io.weft.runner.jdbc.KeyRange;
import io.weft.runner.jdbc.Partitioning;
import io.weft.runner.jdbc.PasswordPlace;
import io.weft.stage.FormatSplit;
import io.weft.type.Field;
import io.weft.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.Credentials;

/** Tables of databases. What their columns are the driver says; columns of types that Weft does not read are left out. */
public final class JdbcFormat implements SplittingFormat {
    private final Configuration configuration;

    /** Drivers are looked for with the configuration's class loader. */
    public JdbcFormat(Configuration configuration) {
        this.configuration = configuration;
    }

    @Override
    public String name() {
        return Jdbc.FORMAT;
    }

    @Override
    public Schema schemaOf(Input input) {
        JdbcSource source = JdbcSource.of(input);
        List<JdbcColumn> columns = columns(source);
        List<Field> fields = new ArrayList<>();
        for (JdbcColumn column : columns) {
            column.type().ifPresent(type -> fields.add(new Field(column.name(), type)));
        }
        if (fields.isEmpty()) {
            throw new WeftException(
                    ErrorCode.INVALID_PLAN,
                    "Cannot read any column of table '%s': their types are not supported: %s"
                            + " (read a view that casts them)",
                    source.table(),
                    columns);
        }
        return new Schema(fields);
    }

    @Override
    public Optional<String> unsupportedType(Input input, String column) {
        return columns(JdbcSource.of(input)).stream()
                .filter(each -> each.name().equals(column) && each.type().isEmpty())
                .map(JdbcColumn::databaseType)
                .findFirst();
    }

    /** Asked on the client, which looks the password up itself. */
    private List<JdbcColumn> columns(JdbcSource source) {
        PasswordPlace place = source.password();
        String password = place == null ? null : place.lookUp(configuration);
        try (JdbcDatabase database = JdbcDatabase.connect(source, password, configuration.getClassLoader())) {
            return database.columns(database.table());
        }
    }

    @Override
    public void addCredentials(Input input, Credentials credentials) {
        PasswordPlace place = JdbcSource.of(input).password();
        if (place != null) {
            place.handOver(credentials, configuration);
        }
    }

    @Override
    public List<FormatSplit> splits(Scan scan) {
        JdbcSource source = JdbcSource.of(scan.input());
        List<FormatSplit> splits = new ArrayList<>();
        for (KeyRange range : ranges(source, scan)) {
            splits.add(new FormatSplit(
                    "%s, %s".formatted(source.table(), range),
                    KeyRange.VERSION,
                    range.toBytes(),
                    OptionalLong.empty(),
                    List.of()));
        }
        return splits;
    }

    private List<KeyRange> ranges(JdbcSource source, Scan scan) {
        Optional<Partitioning> partitioning = Partitioning.of(source, scan);
        if (partitioning.isEmpty()) {
            return List.of(new KeyRange.All());
        }
        PasswordPlace place = source.password();
        String password = place == null ? null : place.handedOver();
        try (JdbcDatabase database = JdbcDatabase.connect(source, password, configuration.getClassLoader())) {
            return partitioning.get().ranges(database, scan.filters());
        }
    }
}
