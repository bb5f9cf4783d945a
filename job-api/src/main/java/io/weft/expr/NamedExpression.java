package io.weft.expr;

import io.weft.type.Field;

/** An expression and the name of the column that it makes. */
public record NamedExpression(String name, Expression expression) {
    public Field field() {
        return new Field(name, expression.type());
    }

    @Override
    public String toString() {
        String text = expression.toString();
        return text.equals(name) ? name : text + " as " + name;
    }
}
