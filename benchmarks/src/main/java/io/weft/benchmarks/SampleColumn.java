package io.weft.benchmarks;

import io.weft.type.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.Nullable;

/** A column {@code c} of a file, with values that repeat now and then, in and out of parquet-column's rows. */
enum SampleColumn {
    BIGINT("required int64 c;"),
    NULLABLE_BIGINT("optional int64 c;"),
    DECIMAL("required int64 c (DECIMAL(15,2));"),
    DOUBLE("required double c;"),
    BOOLEAN("required boolean c;"),
    STRING("required binary c (STRING);"),
    LIST("required group c (LIST) { repeated group list { required int64 element; } }");

    private static final int DISTINCT = 10_000;
    private static final int NULL_FRACTION = 10;
    private static final int LONGEST_LIST = 8;
    private static final int RUN = 20;
    private static final String NAME = "c";

    private final String column;

    SampleColumn(String column) {
        this.column = column;
    }

    MessageType schema() {
        return MessageTypeParser.parseMessageType("message sample { " + column + " }");
    }

    Type type() {
        return switch (this) {
            case BIGINT, NULLABLE_BIGINT -> Type.BIGINT;
            case DECIMAL -> Type.decimal(15, 2);
            case DOUBLE -> Type.DOUBLE;
            case BOOLEAN -> Type.BOOLEAN;
            case STRING -> Type.STRING;
            case LIST -> Type.list(Type.BIGINT);
        };
    }

    /** Rows of values. */
    List<Group> rows(int count, Random random) {
        MessageType schema = schema();
        List<Group> rows = new ArrayList<>(count);
        boolean flag = false;
        for (int index = 0; index < count; index++) {
            Group row = new SimpleGroup(schema);
            flag ^= random.nextInt(RUN) == 0;
            switch (this) {
                case BIGINT, DECIMAL -> row.add(NAME, number(random));
                case NULLABLE_BIGINT -> {
                    if (random.nextInt(NULL_FRACTION) != 0) {
                        row.add(NAME, number(random));
                    }
                }
                case DOUBLE -> row.add(NAME, random.nextGaussian());
                case BOOLEAN -> row.add(NAME, flag);
                case STRING -> row.add(NAME, "Customer#%09d".formatted(random.nextInt(DISTINCT)));
                case LIST -> addList(row, random);
            }
            rows.add(row);
        }
        return rows;
    }

    private static long number(Random random) {
        return 1_000_000L + 7L * random.nextInt(DISTINCT);
    }

    private static void addList(Group row, Random random) {
        Group list = row.addGroup(NAME);
        for (int left = random.nextInt(LONGEST_LIST); left > 0; left--) {
            list.addGroup("list").add("element", number(random));
        }
    }

    /** The value of a row, as Weft's rows hold it. */
    @Nullable Object value(Group row) {
        return switch (this) {
            case BIGINT -> row.getLong(NAME, 0);
            case NULLABLE_BIGINT -> row.getFieldRepetitionCount(NAME) == 0 ? null : row.getLong(NAME, 0);
            case DECIMAL -> BigDecimal.valueOf(row.getLong(NAME, 0), 2);
            case DOUBLE -> row.getDouble(NAME, 0);
            case BOOLEAN -> row.getBoolean(NAME, 0);
            case STRING -> row.getString(NAME, 0);
            case LIST -> list(row.getGroup(NAME, 0));
        };
    }

    private static List<Object> list(Group list) {
        List<Object> elements = new ArrayList<>();
        for (int index = 0; index < list.getFieldRepetitionCount("list"); index++) {
            elements.add(list.getGroup("list", index).getLong("element", 0));
        }
        return elements;
    }
}
