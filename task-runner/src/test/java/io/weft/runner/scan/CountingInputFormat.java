package io.weft.runner.scan;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * Counts to {@code count.to} in {@code count.splits} splits. Its readers want a secret of the job's credentials, which it puts there while it looks
 * for splits, as formats do that need tokens.
 */
public final class CountingInputFormat extends InputFormat<NullWritable, IntWritable> {
    static final Text SECRET = new Text("counting.secret");

    @Override
    public List<InputSplit> getSplits(JobContext job) throws IOException {
        int to = job.getConfiguration().getInt("count.to", 0);
        if (to < 0) {
            throw new IOException("cannot count to " + to + "\nand more");
        }
        int splits = job.getConfiguration().getInt("count.splits", 1);
        job.getCredentials().addSecretKey(SECRET, new byte[] {42});
        List<InputSplit> found = new ArrayList<>();
        for (int split = 0; split < splits; split++) {
            found.add(new Numbers(split * to / splits, (split + 1) * to / splits));
        }
        return found;
    }

    @Override
    public RecordReader<NullWritable, IntWritable> createRecordReader(InputSplit split, TaskAttemptContext context) {
        return new Reader();
    }

    /** The numbers from one up to another. */
    public static final class Numbers extends InputSplit implements Writable {
        private int from;
        private int to;

        public Numbers() {}

        Numbers(int from, int to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public long getLength() {
            return (long) to - from;
        }

        @Override
        public String[] getLocations() {
            return new String[] {"host" + from, "localhost"};
        }

        @Override
        public void write(DataOutput out) throws IOException {
            out.writeInt(from);
            out.writeInt(to);
        }

        @Override
        public void readFields(DataInput in) throws IOException {
            from = in.readInt();
            to = in.readInt();
        }

        @Override
        public String toString() {
            return "numbers from %d to %d".formatted(from, to);
        }
    }

    private static final class Reader extends RecordReader<NullWritable, IntWritable> {
        private final IntWritable number = new IntWritable();
        private int end;

        @Override
        public void initialize(InputSplit split, TaskAttemptContext context) throws IOException {
            if (context.getCredentials().getSecretKey(SECRET) == null) {
                throw new IOException("the secret did not arrive");
            }
            Numbers numbers = (Numbers) split;
            number.set(numbers.from - 1);
            end = numbers.to;
        }

        @Override
        public boolean nextKeyValue() {
            number.set(number.get() + 1);
            return number.get() < end;
        }

        @Override
        public NullWritable getCurrentKey() {
            return NullWritable.get();
        }

        @Override
        public IntWritable getCurrentValue() {
            return number;
        }

        @Override
        public float getProgress() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
