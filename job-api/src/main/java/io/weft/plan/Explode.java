package io.weft.plan;

import io.weft.expr.Expression;
import io.weft.type.ListType;
import io.weft.type.MapType;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Gives a row for each element of a list, or for each entry of a map, in their order.
 *
 * @param collection the list or map of each row
 * @param passed the columns of the input that stand beside the element
 * @param schema the passed columns, the position where it is asked for, and the element, or key and value
 */
public record Explode(
        NodeId id, NodeId input, Expression collection, List<Integer> passed, Set<Option> options, Schema schema)
        implements PlanNode {
    public Explode {
        passed = List.copyOf(passed);
        Set<Option> inOrder = EnumSet.noneOf(Option.class);
        inOrder.addAll(options);
        options = Collections.unmodifiableSet(inOrder);
    }

    /** What else it does. */
    public enum Option {
        /** A row whose list or map is null or empty is given once, with nulls. */
        OUTER,
        /** Gives the position, too, from 0. */
        POSITION
    }

    /** What a collection of this type is exploded to: an element, a key and a value; nothing where it is no collection. */
    static List<Type> elementTypes(Type type) {
        if (type instanceof ListType list) {
            return List.of(list.element());
        }
        return type instanceof MapType map ? List.of(map.key(), map.value()) : List.of();
    }

    /** The types of the element, or of key and value. */
    public List<Type> elementTypes() {
        return elementTypes(collection.type());
    }

    @Override
    public List<NodeId> inputs() {
        return List.of(input);
    }

    @Override
    public PlanNode with(NodeId newId, List<NodeId> inputs) {
        return new Explode(newId, inputs.get(0), collection, passed, options, schema);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.explode(this);
    }

    @Override
    public String toString() {
        List<String> names = schema.names();
        return "explode %s%s to %s beside %s"
                .formatted(
                        collection,
                        options.contains(Option.OUTER) ? ", rows without elements too," : "",
                        names.subList(passed.size(), names.size()),
                        names.subList(0, passed.size()));
    }
}
