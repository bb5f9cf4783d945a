package io.weft.runner.format;

import io.weft.type.Type;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.BooleanWritable;
import org.apache.hadoop.io.ByteWritable;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.DoubleWritable;
import org.apache.hadoop.io.FloatWritable;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.ShortWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.VIntWritable;
import org.apache.hadoop.io.VLongWritable;

/** Hadoop's Writables and Weft's types. */
public final class WritableTypes {
    public static final String KEY = "key";
    public static final String VALUE = "value";

    private static final Map<String, Type> TYPES = Map.ofEntries(
            Map.entry(BooleanWritable.class.getName(), Type.BOOLEAN),
            Map.entry(ByteWritable.class.getName(), Type.TINYINT),
            Map.entry(ShortWritable.class.getName(), Type.SMALLINT),
            Map.entry(IntWritable.class.getName(), Type.INT),
            Map.entry(VIntWritable.class.getName(), Type.INT),
            Map.entry(LongWritable.class.getName(), Type.BIGINT),
            Map.entry(VLongWritable.class.getName(), Type.BIGINT),
            Map.entry(FloatWritable.class.getName(), Type.FLOAT),
            Map.entry(DoubleWritable.class.getName(), Type.DOUBLE),
            Map.entry(BytesWritable.class.getName(), Type.BINARY),
            Map.entry(Text.class.getName(), Type.STRING));

    private WritableTypes() {}

    /** Reads a sequence file. Closing the reader gives its buffers back and leaves the file open. */
    public static SequenceFile.Reader reader(InputFile file, Configuration configuration) throws IOException {
        return new SequenceFile.Reader(
                configuration,
                SequenceFile.Reader.stream(InputFileStream.of(file)),
                SequenceFile.Reader.start(0),
                SequenceFile.Reader.length(file.length()));
    }

    /** The columns of a file of such keys and values. */
    public static FileColumns columns(String file, String keyClass, String valueClass) {
        List<FileColumns.Column> columns = new ArrayList<>();
        add(KEY, keyClass, columns);
        add(VALUE, valueClass, columns);
        return new FileColumns(file, columns);
    }

    private static void add(String name, String className, List<FileColumns.Column> columns) {
        if (!className.equals(NullWritable.class.getName())) {
            columns.add(new FileColumns.Column(name, Optional.ofNullable(TYPES.get(className)), className));
        }
    }
}
