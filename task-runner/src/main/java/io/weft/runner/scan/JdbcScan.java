package io.weft.runner.scan;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.PlanNode.Scan;
import io.weft.protocol.Counter;
import io.weft.runner.jdbc.JdbcColumn;
import io.weft.runner.jdbc.JdbcDatabase;
import io.weft.runner.jdbc.JdbcSource;
import io.weft.runner.jdbc.KeyRange;
import io.weft.runner.jdbc.PasswordPlace;
import io.weft.runner.memory.MemoryReservation;
import io.weft.runner.operator.Operator;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BatchBuilder;
import io.weft.stage.FormatSplit;
import io.weft.type.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a range of a table's keys with one statement, in a transaction of its own. */
public final class JdbcScan implements Operator {
    /** A batch is handed on when its values take so much, which long texts do before there are many rows. */
    private static final long BATCH_BYTES = 1 << 20;

    private final Scan scan;
    private final FormatSplit split;
    private final ScanContext context;
    private final List<JdbcColumnReader> columns;
    private final BatchBuilder builder;
    private final MemoryReservation memory;
    private @Nullable JdbcDatabase database;
    private @Nullable ResultSet rows;

    /** Connects to nothing yet. */
    public JdbcScan(Scan scan, FormatSplit split, ScanContext context) {
        this.scan = scan;
        this.split = split;
        this.context = context;
        this.columns = scan.schema().types().stream().map(JdbcColumnReader::of).toList();
        this.builder = new BatchBuilder(scan.schema().types());
        this.memory = context.memory().reserve("jdbc scan");
    }

    @Override
    public @Nullable Batch next() {
        JdbcDatabase connected = database;
        if (connected == null) {
            memory.grow(BATCH_BYTES);
            connected = connect();
            database = connected;
        }
        try {
            ResultSet result = rows;
            if (result == null) {
                result = open(connected);
                rows = result;
            }
            long bytes = 0;
            while (!builder.isFull() && bytes < BATCH_BYTES && result.next()) {
                for (int column = 0; column < columns.size(); column++) {
                    bytes += columns.get(column).read(result, column + 1, builder.column(column));
                }
                builder.endRow();
            }
        } catch (SQLException e) {
            throw connected.failed(e);
        }
        if (builder.isEmpty()) {
            return null;
        }
        context.counters().add(Counter.ROWS_READ, builder.rowCount());
        return builder.build();
    }

    private JdbcDatabase connect() {
        JdbcSource source = JdbcSource.of(scan.input());
        PasswordPlace place = source.password();
        String password = place == null ? null : place.handedOver();
        return JdbcDatabase.connect(source, password, context.configuration().getClassLoader());
    }

    private ResultSet open(JdbcDatabase connected) throws SQLException {
        KeyRange range = KeyRange.fromBytes(split.version(), split.content());
        Schema schema = scan.schema();
        ResultSet result = connected.rows(range, schema.names(), scan.filters());
        List<JdbcColumn> found = JdbcColumn.of(result.getMetaData());
        for (int column = 0; column < schema.size(); column++) {
            if (!found.get(column).type().equals(Optional.of(schema.type(column)))) {
                throw new WeftException(
                        ErrorCode.INPUT_CHANGED,
                        "[%s] Cannot read the table: column '%s' was %s when the job was planned and is %s (run the job again)",
                        split.name(),
                        schema.field(column).name(),
                        schema.type(column),
                        found.get(column).databaseType());
            }
        }
        return result;
    }

    @Override
    public void close() {
        try {
            if (database != null) {
                database.close();
            }
        } finally {
            memory.close();
        }
    }
}
