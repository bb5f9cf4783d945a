package io.weft.plan;

import io.weft.expr.Aggregate;
import io.weft.expr.Expression;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.NamedExpression;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows that an aggregation gives where it gives states: the keys, then the columns of each aggregate's state, named after the aggregate.
 */
record AggregateStates(List<NamedExpression> keys, List<Aggregate> aggregates) {
    AggregateStates {
        keys = List.copyOf(keys);
        aggregates = List.copyOf(aggregates);
    }

    Schema schema() {
        List<Field> fields = new ArrayList<>();
        keys.forEach(key -> fields.add(key.field()));
        for (Aggregate aggregate : aggregates) {
            int number = 0;
            for (Type type : aggregate.stateTypes()) {
                fields.add(new Field(aggregate.name() + "~" + number++, type));
            }
        }
        return new Schema(fields);
    }

    /** The first keys, as columns of these rows. */
    List<NamedExpression> keyColumns(int count) {
        List<NamedExpression> columns = new ArrayList<>();
        for (NamedExpression key : keys.subList(0, count)) {
            columns.add(new NamedExpression(key.name(), column(columns.size())));
        }
        return columns;
    }

    /** The aggregates that merge the states in these rows. */
    List<Aggregate> merging() {
        int column = keys.size();
        List<Aggregate> merging = new ArrayList<>();
        for (Aggregate aggregate : aggregates) {
            List<Expression> state = new ArrayList<>();
            for (int left = aggregate.stateTypes().size(); left > 0; left--) {
                state.add(column(column++));
            }
            merging.add(aggregate.merging(state));
        }
        return merging;
    }

    InputColumn column(int index) {
        Field field = schema().field(index);
        return new InputColumn(index, field.name(), field.type());
    }
}
