import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Runs SQL files by Spark on YARN, in one session of two executors with a core each: the rows to standard output, {@code |} between columns,
 * and for each file its seconds and the seconds of its tasks to standard error.
 *
 * <p>Arguments: the directory of Spark's jars, the directory of the tables, how often, SQL files.
 */
public final class SparkQueries {
    private SparkQueries() {}

    public static void main(String[] arguments) throws Exception {
        SparkSession spark = SparkSession.builder()
                .master("yarn")
                .config("spark.submit.deployMode", "client")
                .config("spark.yarn.jars", "local:" + arguments[0] + "/*")
                .config("spark.executor.instances", 2)
                .config("spark.executor.cores", 1)
                .config("spark.executor.memory", "1g")
                .config("spark.dynamicAllocation.enabled", false)
                .config("spark.sql.adaptive.enabled", true)
                .config("spark.sql.shuffle.partitions", 8)
                .config("spark.ui.enabled", false)
                .getOrCreate();
        spark.sparkContext().setLogLevel("ERROR");
        AtomicLong taskMillis = new AtomicLong();
        spark.sparkContext().addSparkListener(new SparkListener() {
            @Override
            public void onTaskEnd(SparkListenerTaskEnd end) {
                taskMillis.addAndGet(end.taskInfo().duration());
            }
        });
        spark.read().parquet(arguments[1] + "/lineitem").createOrReplaceTempView("lineitem");
        for (int round = 0; round < Integer.parseInt(arguments[2]); round++) {
            for (String file : List.of(arguments).subList(3, arguments.length)) {
                String sql = Files.readString(Path.of(file));
                long before = taskMillis.get();
                long start = System.nanoTime();
                List<Row> rows = spark.sql(sql).collectAsList();
                double seconds = (System.nanoTime() - start) / 1e9;
                // The last ends of tasks arrive a little later.
                Thread.sleep(500);
                System.err.println(String.format(
                        Locale.ROOT,
                        "spark %s %.2f s, tasks %.2f s",
                        Path.of(file).getFileName(),
                        seconds,
                        (taskMillis.get() - before) / 1000.0));
                if (round == 0) {
                    for (Row row : rows) {
                        System.out.println(IntStream.range(0, row.size())
                                .mapToObj(column -> String.valueOf(row.get(column)))
                                .collect(Collectors.joining("|")));
                    }
                }
            }
        }
        spark.stop();
    }
}
