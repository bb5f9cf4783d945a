import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.KeyValueTextInputFormat;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.hadoop.mapreduce.lib.output.TextOutputFormat;
import org.apache.hadoop.mapreduce.lib.partition.InputSampler;
import org.apache.hadoop.mapreduce.lib.partition.TotalOrderPartitioner;

/**
 * Sorts lines by what is before their first tab, by MapReduce with its TotalOrderPartitioner: at most two tasks at a time.
 *
 * <p>Arguments: input, output, the number of reduce tasks.
 */
public final class TotalSort {
    private TotalSort() {}

    public static void main(String[] arguments) throws Exception {
        Configuration configuration = new Configuration();
        configuration.setInt("mapreduce.job.running.map.limit", 2);
        configuration.setInt("mapreduce.job.running.reduce.limit", 2);
        Job job = Job.getInstance(configuration, "total sort");
        job.setInputFormatClass(KeyValueTextInputFormat.class);
        job.setOutputFormatClass(TextOutputFormat.class);
        job.setOutputKeyClass(Text.class);
        job.setOutputValueClass(Text.class);
        job.setNumReduceTasks(Integer.parseInt(arguments[2]));
        job.setPartitionerClass(TotalOrderPartitioner.class);
        FileInputFormat.addInputPath(job, new Path(arguments[0]));
        FileOutputFormat.setOutputPath(job, new Path(arguments[1]));
        Path bounds = new Path(arguments[1] + "-bounds");
        TotalOrderPartitioner.setPartitionFile(job.getConfiguration(), bounds);
        InputSampler.writePartitionFile(job, new InputSampler.RandomSampler<Text, Text>(0.01, 10_000, 10));
        boolean succeeded = job.waitForCompletion(false);
        bounds.getFileSystem(configuration).delete(bounds, false);
        System.exit(succeeded ? 0 : 1);
    }
}
