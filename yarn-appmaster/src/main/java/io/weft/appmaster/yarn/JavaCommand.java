package io.weft.appmaster.yarn;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.yarn.api.ApplicationConstants;
import org.apache.hadoop.yarn.api.ApplicationConstants.Environment;

/** The command line of a JVM in a container. */
final class JavaCommand {
    /** The exit status of a JVM that ends itself because its memory ran out. */
    static final int OUT_OF_MEMORY_STATUS = 3;

    /** In the engine: its class path, and the archive of loaded classes that goes with it. */
    private static final String OPTIONS = "java.options";

    /** What Hadoop and its libraries reach into. A NodeManager would add these only if it runs Java 17 itself. */
    private static final List<String> OPENED = List.of(
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--enable-native-access=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-exports=java.base/sun.net.dns=ALL-UNNAMED",
            "--add-exports=java.base/sun.net.util=ALL-UNNAMED");

    private JavaCommand() {}

    /**
     * Starts a class of the engine's with standard output and error in the container's log.
     *
     * @param slots attempts that run in the JVM at the same time; 0 for none
     */
    static String of(String mainClass, JvmMemory memory, int slots) {
        List<String> words = new ArrayList<>();
        words.add(Environment.JAVA_HOME.$$() + "/bin/java");
        words.add("@" + ContainerFiles.ENGINE + "/" + OPTIONS);
        words.addAll(OPENED);
        words.addAll(memory.flags());
        words.add(slots > 1 ? "-XX:+UseParallelGC" : "-XX:+UseSerialGC");
        if (slots == 0) {
            // What lives for seconds, and mostly waits, is there sooner without the compiler for what lives long.
            words.add("-XX:TieredStopAtLevel=1");
        }
        words.add("-XX:+ExitOnOutOfMemoryError");
        words.add("-Dfile.encoding=UTF-8");
        words.add("-Djava.io.tmpdir=./tmp");
        words.add("-Dlog4j.configuration=file:" + ContainerFiles.ENGINE + "/conf/log4j-container.properties");
        words.add(mainClass);
        words.add("1>" + ApplicationConstants.LOG_DIR_EXPANSION_VAR + "/stdout");
        words.add("2>" + ApplicationConstants.LOG_DIR_EXPANSION_VAR + "/stderr");
        return String.join(" ", words);
    }
}
