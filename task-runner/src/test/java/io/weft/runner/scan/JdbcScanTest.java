package io.weft.runner.scan;

import static io.weft.runner.vector.TestRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.Jdbc;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Function;
import io.weft.plan.NodeId;
import io.weft.plan.PlanNode.Scan;
import io.weft.protocol.Counter;
import io.weft.runner.format.JdbcFormat;
import io.weft.stage.FormatSplit;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.logging.Logger;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JdbcScanTest {
    private static final String URL = "jdbc:h2:mem:scan;DB_CLOSE_DELAY=-1";
    private static final String PASSWORD = "open sesame";

    @TempDir
    Path directory;

    private final ScanFixture fixture = new ScanFixture();
    private final JdbcFormat format = new JdbcFormat(fixture.configuration());
    private Connection database;
    private Path passwordFile;

    @BeforeEach
    void fill() throws Exception {
        database = DriverManager.getConnection(URL, "WEFT", PASSWORD);
        try (Statement statement = database.createStatement()) {
            statement.execute("CREATE SCHEMA shop");
            statement.execute("CREATE TABLE shop.orders (id INT, total DECIMAL(12,2), placed DATE NOT NULL,"
                    + " \"first \"\"name\"\"\" VARCHAR(20), weight DOUBLE PRECISION, paid BOOLEAN, big BIGINT,"
                    + " shape GEOMETRY)");
            statement.execute(
                    "INSERT INTO shop.orders SELECT x, x / 4.0, DATEADD(DAY, x, DATE '1969-12-01'), 'name ' || x, x / 2.0,"
                            + " MOD(x, 2) = 0, x * 10000000000, NULL FROM SYSTEM_RANGE(1, 100)");
            statement.execute(
                    "INSERT INTO shop.orders VALUES (NULL, NULL, DATE '2020-02-29', NULL, NULL, NULL, NULL, NULL)");
        }
        passwordFile = Files.createFile(
                directory.resolve("password"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile, PASSWORD + "\n");
    }

    @AfterEach
    void drop() throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute("DROP ALL OBJECTS");
        }
        database.close();
    }

    private Jdbc orders() {
        return Jdbc.table(URL, "shop.orders").user("WEFT").passwordFromFile(passwordFile.toString());
    }

    @Test
    void asksTheDriverForTheColumns() {
        assertThat(format.schemaOf(orders().input()))
                .hasToString(
                        "[ID int, TOTAL decimal(12,2), PLACED date, first \"name\" string, WEIGHT double, PAID boolean,"
                                + " BIG bigint]");
        assertThat(format.unsupportedType(orders().input(), "SHAPE"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("GEOMETRY"));
        assertThat(format.unsupportedType(orders().input(), "ID")).isEmpty();
    }

    @Test
    void readsEveryTypeAndNulls() throws Exception {
        Scan scan = scan(orders());
        List<FormatSplit> splits = splits(scan);

        List<List<@Nullable Object>> rows = fixture.read(scan, splits.get(0));

        assertThat(splits).extracting(FormatSplit::name).containsExactly("shop.orders, all rows");
        assertThat(rows).hasSize(101);
        assertThat(rows)
                .contains(row(31, new BigDecimal("7.75"), LocalDate.EPOCH, "name 31", 15.5, false, 310_000_000_000L))
                .contains(row(null, null, LocalDate.of(2020, 2, 29), null, null, null, null));
        assertThat(fixture.counters.get(Counter.ROWS_READ)).isEqualTo(101);
    }

    @Test
    void readsTimesAndTheOtherTypes() throws Exception {
        try (Statement statement = database.createStatement()) {
            statement.execute(
                    "CREATE TABLE shop.times (moment TIMESTAMP(9) WITH TIME ZONE, wall TIMESTAMP(9), ratio REAL,"
                            + " small SMALLINT, tiny TINYINT, bytes VARBINARY(9))");
            statement.execute(
                    "INSERT INTO shop.times VALUES (TIMESTAMP WITH TIME ZONE '1969-12-31 23:59:59.999999999+01:00',"
                            + " TIMESTAMP '2024-02-29 12:30:00.000001999', 0.1, -300, -8, X'00FF'),"
                            + " (NULL, NULL, NULL, NULL, NULL, NULL)");
        }
        Jdbc times = Jdbc.table(URL, "shop.times").user("WEFT").passwordFromFile(passwordFile.toString());

        assertThat(format.schemaOf(times.input()))
                .hasToString(
                        "[MOMENT timestamp, WALL timestamp_ntz, RATIO float, SMALL smallint, TINY tinyint, BYTES binary]");
        for (String key : List.of("moment", "wall", "small", "tiny")) {
            List<List<@Nullable Object>> rows = read(scan(times.partitionBy(key, 3)));

            assertThat(rows).as(key).hasSize(2);
            assertThat(rows.get(0).subList(0, 5))
                    .isEqualTo(row(
                            Instant.parse("1969-12-31T22:59:59.999999Z"),
                            LocalDateTime.parse("2024-02-29T12:30:00.000001"),
                            0.1f,
                            (short) -300,
                            (byte) -8));
            assertThat(rows.get(1)).containsOnlyNulls();
        }
        Scan all = scan(times);
        Expression exactly = new Call(
                Function.EQUAL,
                List.of(
                        new InputColumn(1, "WALL", Type.TIMESTAMP_NTZ),
                        new Literal(LocalDateTime.parse("2024-02-29T12:30:00.000001"), Type.TIMESTAMP_NTZ)),
                Type.BOOLEAN);
        assertThat(read(new Scan(all.id(), all.input(), all.table(), all.schema(), List.of(exactly))))
                .hasSize(1);
    }

    @Test
    void readsOnlyTheColumnsThatAreUsedAndCountsWithoutAny() throws Exception {
        Scan all = scan(orders());
        Scan narrow = new Scan(
                all.id(), all.input(), all.table(), Schema.of(all.table().field(3)), List.of());
        Scan none = new Scan(all.id(), all.input(), all.table(), Schema.of(), List.of());

        assertThat(read(narrow)).hasSize(101).contains(row("name 7"));
        assertThat(read(none)).hasSize(101);
    }

    @Test
    void dividesTheKeysAndReadsEachRowOnce() throws Exception {
        for (String column : List.of("id", "total", "placed", "big")) {
            Scan scan = scan(orders().partitionBy(column, 4));
            List<FormatSplit> splits = splits(scan);

            assertThat(splits).as(column).hasSize(column.equals("placed") ? 4 : 5);
            List<Object> ids = new ArrayList<>();
            splits.forEach(split -> fixture.read(scan, split).forEach(row -> ids.add(row.get(0))));
            assertThat(ids).as(column).hasSize(101).doesNotHaveDuplicates();
        }
        assertThat(splits(scan(orders().partitionBy("id", 4))))
                .extracting(FormatSplit::name)
                .containsExactly(
                        "shop.orders, ID < 26",
                        "shop.orders, 26 <= ID < 51",
                        "shop.orders, 51 <= ID < 76",
                        "shop.orders, 76 <= ID",
                        "shop.orders, ID is null");
    }

    @Test
    void keepsGivenBoundsAndReadsWhatLiesBeyondThem() throws Exception {
        Scan scan = scan(orders().partitionBy("id", 2, 41, 60));

        assertThat(splits(scan))
                .extracting(FormatSplit::name)
                .containsExactly("shop.orders, ID < 51", "shop.orders, 51 <= ID", "shop.orders, ID is null");
        assertThat(read(scan)).hasSize(101);
    }

    @Test
    void makesNoMoreRangesThanThereAreKeys() throws Exception {
        Scan all = scan(orders().partitionBy("id", 8));
        Scan three = new Scan(all.id(), all.input(), all.table(), all.schema(), List.of(atMost(3)));

        assertThat(splits(three))
                .extracting(FormatSplit::name)
                .containsExactly(
                        "shop.orders, ID < 2",
                        "shop.orders, 2 <= ID < 3",
                        "shop.orders, 3 <= ID",
                        "shop.orders, ID is null");
        assertThat(read(three)).extracting(row -> row.get(0)).containsExactlyInAnyOrder(1, 2, 3);
    }

    private static Expression atMost(int id) {
        return new Call(
                Function.LESS_OR_EQUAL,
                List.of(new InputColumn(0, "ID", Type.INT), new Literal(id, Type.INT)),
                Type.BOOLEAN);
    }

    @Test
    void findsTheTableInAnyCaseAndSaysWhichThereAre() {
        assertThat(format.schemaOf(orders().input()))
                .isEqualTo(format.schemaOf(Jdbc.table(URL, "SHOP.ORDERS")
                        .user("WEFT")
                        .passwordFromFile(passwordFile.toString())
                        .input()));
        assertThatThrownBy(() -> format.schemaOf(Jdbc.table(URL, "shop.oders")
                        .user("WEFT")
                        .passwordFromFile(passwordFile.toString())
                        .input()))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_NOT_FOUND))
                .hasMessage("Cannot find table 'shop.oders' at jdbc:h2:mem:scan: there are 1 table(s): ORDERS"
                        + " (did you mean 'ORDERS'?)");
    }

    @Test
    void refusesAKeyThatCannotBeDivided() {
        assertThatThrownBy(() -> splits(scan(orders().partitionBy("weight", 4))))
                .hasMessage("Cannot read table 'shop.orders' in ranges of 'WEIGHT': it is a double"
                        + " (choose an integer, a decimal, a date or a timestamp)");
        assertThatThrownBy(() -> splits(scan(orders().partitionBy("idd", 4))))
                .hasMessageStartingWith("Cannot read table 'shop.orders' in ranges of 'idd': its columns are [ID, ")
                .hasMessageEndingWith(" (did you mean 'ID'?)");
        assertThatThrownBy(() -> splits(scan(orders().partitionBy("placed", 4, "tomorrow", "never"))))
                .hasMessage("Cannot read table 'shop.orders' in ranges of 'PLACED' from tomorrow to never:"
                        + " those are not two rising values of the type date (mend partitionBy)");
    }

    @Test
    void saysWhenNoDriverIsThere() {
        assertThatThrownBy(() -> format.schemaOf(
                        Jdbc.table("jdbc:nobody://host/db?x=1", "t").input()))
                .hasMessageMatching(
                        "Cannot read table 't': no JDBC driver accepts jdbc:nobody://host/db; there are only"
                                + " .*org\\.h2\\.Driver.* \\(give the driver's jar with -libjars, or pack it into the job's jar\\)");
        assertThatThrownBy(() -> format.schemaOf(
                        Jdbc.table(URL, "t").driver("com.example.Driver").input()))
                .hasMessage("Cannot read table 't': the JDBC driver com.example.Driver cannot be loaded:"
                        + " java.lang.ClassNotFoundException: com.example.Driver"
                        + " (give the driver's jar with -libjars, or pack it into the job's jar)");
    }

    @Test
    void saysWhenTheDatabaseDoesNotAnswer() {
        assertThatThrownBy(() -> format.schemaOf(
                        Jdbc.table("jdbc:h2:tcp://localhost:1/none", "t").input()))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLUSTER_UNREACHABLE))
                .hasMessageMatching("Cannot read table 't' at jdbc:h2:tcp://localhost:1/none: .*"
                        + " \\(check the address, and that the database accepts connections from here\\)");
    }

    @Test
    void saysThatThereIsNoSuchDatabase() {
        String url = "jdbc:h2:" + passwordFile.resolveSibling("none") + ";IFEXISTS=TRUE";
        assertThatThrownBy(() -> format.schemaOf(Jdbc.table(url, "t").input()))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_NOT_FOUND))
                .hasMessageMatching("Cannot read table 't' at jdbc:h2:.*/none: Database .* not found.*"
                        + " \\(check the database's name in the URL\\)");
    }

    @Test
    void saysWhatToDoWhereTheDriverRefusesToConnect() {
        assertThatThrownBy(() -> format.schemaOf(Jdbc.table("jdbc:refusing:", "t")
                        .driver(RefusingDriver.class.getName())
                        .input()))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IO_FAILED))
                .hasMessage(
                        "Cannot read table 't' at jdbc:refusing:: not today (check the URL and the driver's properties)");
    }

    /** Connects to nothing, for no reason that has a state of SQL. */
    public static final class RefusingDriver implements Driver {
        @Override
        public Connection connect(String url, Properties properties) throws SQLException {
            throw new SQLException("not today");
        }

        @Override
        public boolean acceptsURL(String url) {
            return url.startsWith("jdbc:refusing:");
        }

        @Override
        public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
            return new DriverPropertyInfo[0];
        }

        @Override
        public int getMajorVersion() {
            return 1;
        }

        @Override
        public int getMinorVersion() {
            return 0;
        }

        @Override
        public boolean jdbcCompliant() {
            return false;
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getGlobal();
        }
    }

    @Test
    void theDatabaseLeavesOutWhatFiltersDoNotWant() throws Exception {
        Expression id = new InputColumn(0, "ID", Type.INT);
        Expression total = new InputColumn(1, "TOTAL", Type.decimal(12, 2));
        Expression placed = new InputColumn(2, "PLACED", Type.DATE);
        Expression name = new InputColumn(3, "first \"name\"", Type.STRING);
        Expression weight = new InputColumn(4, "WEIGHT", Type.DOUBLE);

        // The scan itself keeps every row that it is sent.
        assertThat(sent(call(Function.LESS_OR_EQUAL, id, new Literal(10, Type.INT))))
                .isEqualTo(10);
        assertThat(sent(call(Function.GREATER, total, new Literal(new BigDecimal("24.5"), Type.decimal(3, 1)))))
                .isEqualTo(2);
        assertThat(sent(call(Function.LESS, placed, new Literal(LocalDate.EPOCH, Type.DATE))))
                .isEqualTo(30);
        assertThat(sent(call(Function.NOT_EQUAL, id, new Literal(1, Type.INT)))).isEqualTo(99);
        for (Expression column : List.of(id, total, name, weight)) {
            assertThat(sent(call(Function.IS_NULL, column))).isEqualTo(1);
            assertThat(sent(call(Function.IS_NOT_NULL, column))).isEqualTo(100);
        }
        Expression first = call(Function.EQUAL, id, new Literal(1, Type.INT));
        assertThat(sent(call(Function.OR, first, call(Function.IS_NULL, id)))).isEqualTo(2);
        assertThat(sent(call(Function.AND, call(Function.IS_NOT_NULL, name), first)))
                .isEqualTo(1);
        assertThat(sent(call(Function.EQUAL, name, new Literal("name 1", Type.STRING))))
                .isEqualTo(101);
        assertThat(sent(call(Function.LESS, weight, new Literal(1.0, Type.DOUBLE))))
                .isEqualTo(101);
    }

    private static Expression call(Function function, Expression... arguments) {
        return new Call(function, List.of(arguments), Type.BOOLEAN);
    }

    private int sent(Expression filter) throws Exception {
        Scan all = scan(orders());
        return read(new Scan(all.id(), all.input(), all.table(), all.schema(), List.of(filter)))
                .size();
    }

    @Test
    void tellsAPasswordToNobody() throws Exception {
        Files.writeString(passwordFile, "swordfish");
        Jdbc wrong = orders();

        assertThat(wrong.input().toString()).contains("password=file:").doesNotContain("swordfish");
        assertThatThrownBy(() -> format.schemaOf(wrong.input()))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_DENIED))
                .hasMessageMatching("Cannot read table 'shop.orders' at jdbc:h2:mem:scan: Wrong user name or password.*"
                        + " \\(check the user and the password\\)")
                .hasMessageNotContaining("swordfish");
        Files.writeString(passwordFile, "Wrong user");
        assertThatThrownBy(() -> format.schemaOf(wrong.input()))
                .hasMessage("Cannot read table 'shop.orders' at jdbc:h2:mem:scan: its driver's message would tell the"
                        + " password (check the user and the password)")
                .hasNoCause();
    }

    @Test
    void refusesAPasswordThatIsWrittenDown() {
        for (String url : List.of(
                "jdbc:h2:mem:x;PASSWORD=x",
                "jdbc:postgresql://me:x@host/db",
                "jdbc:oracle:thin:scott/tiger@host:1521/s")) {
            assertThatThrownBy(() -> Jdbc.table(url, "t"))
                    .as(url)
                    .hasMessageStartingWith("Cannot read table 't': its URL holds a password (leave it out, ");
        }
        assertThatThrownBy(() -> Jdbc.table(URL, "t").property("password", "x"))
                .hasMessageStartingWith(
                        "Cannot give the driver the property 'password': a job must not hold a password");
    }

    @Test
    void refusesAPasswordFileThatOthersMayRead() throws Exception {
        Files.setPosixFilePermissions(passwordFile, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> format.schemaOf(orders().input()))
                .hasMessage("Cannot use the password in %s: others may read or write the file (chmod 600 %s)"
                        .formatted(passwordFile, passwordFile));
    }

    @Test
    void takesThePasswordFromACredentialProvider() throws Exception {
        String provider = "localjceks://file" + directory.resolve("secrets.jceks");
        fixture.configuration().set("hadoop.security.credential.provider.path", provider);
        org.apache.hadoop.security.alias.CredentialProvider store =
                org.apache.hadoop.security.alias.CredentialProviderFactory.getProviders(fixture.configuration())
                        .get(0);
        store.createCredentialEntry("shop.password", PASSWORD.toCharArray());
        store.flush();

        assertThat(format.schemaOf(Jdbc.table(URL, "shop.orders")
                        .user("WEFT")
                        .passwordFromCredential("shop.password")
                        .input()))
                .extracting(Schema::size)
                .isEqualTo(7);
        assertThatThrownBy(() -> format.schemaOf(Jdbc.table(URL, "shop.orders")
                        .passwordFromCredential("other")
                        .input()))
                .hasMessage("Cannot find the password in credential:other: it is not there"
                        + " (set hadoop.security.credential.provider.path to the provider, and make the alias with"
                        + " hadoop credential create)");
        assertThatThrownBy(() -> format.schemaOf(Jdbc.table(URL, "shop.orders")
                        .passwordFromEnvironment("WEFT_NO_SUCH_PASSWORD")
                        .input()))
                .hasMessage("Cannot find the password in environment:WEFT_NO_SUCH_PASSWORD: it is not there"
                        + " (set the variable where weft is started)");
    }

    @Test
    void noticesAColumnThatChangedSinceThePlan() throws Exception {
        Scan scan = scan(orders());
        List<FormatSplit> splits = splits(scan);
        try (Statement statement = database.createStatement()) {
            statement.execute("ALTER TABLE shop.orders ALTER COLUMN id BIGINT");
        }

        assertThatThrownBy(() -> fixture.read(scan, splits.get(0)))
                .hasMessageStartingWith(
                        "[shop.orders, all rows] Cannot read the table: column 'ID' was int when the job was planned"
                                + " and is BIGINT")
                .hasMessageEndingWith(" (run the job again)");
    }

    private Scan scan(Jdbc table) {
        Schema schema = format.schemaOf(table.input());
        return new Scan(new NodeId(0), table.input(), schema, schema, List.of());
    }

    /** As the AppMaster asks for them, after the client has handed the password over. */
    private List<FormatSplit> splits(Scan scan) throws Exception {
        Credentials credentials = new Credentials();
        format.addCredentials(scan.input(), credentials);
        UserGroupInformation.getCurrentUser().addCredentials(credentials);
        return format.splits(scan);
    }

    private List<List<@Nullable Object>> read(Scan scan) throws Exception {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (FormatSplit split : splits(scan)) {
            rows.addAll(fixture.read(scan, split));
        }
        return rows;
    }
}
