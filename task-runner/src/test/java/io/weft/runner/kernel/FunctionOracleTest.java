package io.weft.runner.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.expr.Expression;
import io.weft.runner.kernel.TestVectors.Form;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares functions with DuckDB's over random rows. Failures name the seed. */
class FunctionOracleTest {
    private static final int ROWS = 400;
    private static final double TOLERANCE = 1e-10;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void computesWhatDuckDbComputes(long seed) throws SQLException {
        OracleTable table = new OracleTable(ROWS, new Random(seed));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            table.createIn(connection);
            List<String> differences = new ArrayList<>();
            for (FunctionCase call : FunctionCase.all()) {
                if (call.sql() != null) {
                    difference(call, table, connection, seed).ifPresent(differences::add);
                }
            }
            assertThat(differences).as("seed %d", seed).isEmpty();
        }
    }

    /** The first row for which the two differ. */
    private static Optional<String> difference(FunctionCase call, OracleTable table, Connection connection, long seed) {
        Expression expression = OracleTable.resolve(call.column());
        Batch batch = table.batch(seed % 2 == 0 ? Form.PLAIN : Form.OTHER);
        Vector found = Evaluator.of(expression).evaluate(batch);
        String query = "select " + call.sql() + " from t order by row";
        try (Statement statement = connection.createStatement();
                ResultSet wanted = statement.executeQuery(query)) {
            for (int row = 0; row < table.size(); row++) {
                assertThat(wanted.next()).isTrue();
                Object value = TestVectors.value(expression.type(), found, row);
                if (!agrees(value, wanted.getObject(1))) {
                    return Optional.of("%s is '%s' and DuckDB's %s is '%s' for %s"
                            .formatted(expression, value, call.sql(), wanted.getObject(1), table.describe(row)));
                }
            }
        } catch (SQLException e) {
            return Optional.of(call.sql() + " fails in DuckDB: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static boolean agrees(@Nullable Object found, @Nullable Object wanted) {
        if (found == null || wanted == null) {
            return found == wanted;
        }
        if (found instanceof Number one && wanted instanceof Number other) {
            if (!(found instanceof Double) && !(wanted instanceof Double)) {
                return new BigDecimal(found.toString()).compareTo(new BigDecimal(wanted.toString())) == 0;
            }
            double left = one.doubleValue();
            double right = other.doubleValue();
            return left == right || Math.abs(left - right) <= TOLERANCE * Math.max(1, Math.abs(right));
        }
        return found.equals(wanted instanceof Timestamp time ? time.toLocalDateTime() : wanted);
    }
}
