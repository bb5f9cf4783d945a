package io.weft.runner.scan;

import io.weft.runner.vector.BooleanVectorBuilder;
import io.weft.runner.vector.BytesVectorBuilder;
import io.weft.runner.vector.DoubleVectorBuilder;
import io.weft.runner.vector.IntVectorBuilder;
import io.weft.runner.vector.LongVectorBuilder;
import io.weft.runner.vector.VectorBuilder;
import org.apache.hadoop.io.BooleanWritable;
import org.apache.hadoop.io.ByteWritable;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.DoubleWritable;
import org.apache.hadoop.io.FloatWritable;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.ShortWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.VIntWritable;
import org.apache.hadoop.io.VLongWritable;
import org.apache.hadoop.io.Writable;

/** Takes the values out of Hadoop's Writables. */
final class WritableValues {
    private WritableValues() {}

    /** Appends the value and says how many bytes that took. */
    static int append(Writable value, VectorBuilder target) {
        if (value instanceof Text text) {
            ((BytesVectorBuilder) target).append(text.getBytes(), 0, text.getLength());
            return text.getLength() + Integer.BYTES;
        }
        if (value instanceof BytesWritable bytes) {
            ((BytesVectorBuilder) target).append(bytes.getBytes(), 0, bytes.getLength());
            return bytes.getLength() + Integer.BYTES;
        }
        if (value instanceof IntWritable number) {
            ((IntVectorBuilder) target).append(number.get());
        } else if (value instanceof VIntWritable number) {
            ((IntVectorBuilder) target).append(number.get());
        } else if (value instanceof ShortWritable number) {
            ((IntVectorBuilder) target).append(number.get());
        } else if (value instanceof ByteWritable number) {
            ((IntVectorBuilder) target).append(number.get());
        } else if (value instanceof LongWritable number) {
            ((LongVectorBuilder) target).append(number.get());
        } else if (value instanceof VLongWritable number) {
            ((LongVectorBuilder) target).append(number.get());
        } else if (value instanceof DoubleWritable number) {
            ((DoubleVectorBuilder) target).append(number.get());
        } else if (value instanceof FloatWritable number) {
            ((DoubleVectorBuilder) target).append(number.get());
        } else if (value instanceof BooleanWritable truth) {
            ((BooleanVectorBuilder) target).append(truth.get());
        } else {
            throw new IllegalArgumentException("No column holds " + value.getClass());
        }
        return Long.BYTES;
    }
}
