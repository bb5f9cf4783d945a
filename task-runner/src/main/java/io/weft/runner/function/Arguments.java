package io.weft.runner.function;

import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.BytesVector;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import java.nio.charset.StandardCharsets;

/** The arguments of one row; moves from row to row. A text is a range of an array, to be read only. */
final class Arguments {
    private Vector[] vectors = {};
    private int row;

    void startWith(Vector[] arguments) {
        vectors = arguments;
    }

    void moveTo(int newRow) {
        row = newRow;
    }

    int count() {
        return vectors.length;
    }

    /** Where the row lies in the vectors. */
    int row() {
        return row;
    }

    Vector vector(int index) {
        return vectors[index];
    }

    boolean isNull(int index) {
        return vectors[index].isNull(row);
    }

    boolean truth(int index) {
        return ((BooleanVector) vectors[index]).value(row);
    }

    int int32(int index) {
        return ((IntVector) vectors[index]).value(row);
    }

    long int64(int index) {
        return ((LongVector) vectors[index]).value(row);
    }

    double float64(int index) {
        return ((DoubleVector) vectors[index]).value(row);
    }

    byte[] bytes(int index) {
        return ((BytesVector) vectors[index]).bytes();
    }

    /** Where the text begins in its array. */
    int start(int index) {
        return ((BytesVector) vectors[index]).start(row);
    }

    /** The number of the text's bytes. */
    int length(int index) {
        return ((BytesVector) vectors[index]).length(row);
    }

    /** The place behind the text's last byte. */
    int end(int index) {
        return start(index) + length(index);
    }

    /** A copy of the text as Java has it. */
    String string(int index) {
        return new String(bytes(index), start(index), length(index), StandardCharsets.UTF_8);
    }
}
