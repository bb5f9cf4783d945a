package io.weft.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes log4j.properties, as Hadoop's log4j reads it. Uses no class of Hadoop. */
final class Logging {
    static final List<String> TO_STANDARD_ERROR =
            List.of("log4j.appender.log=org.apache.log4j.ConsoleAppender", "log4j.appender.log.target=System.err");

    private Logging() {}

    static List<String> toFile(Path file) {
        return List.of("log4j.appender.log=org.apache.log4j.FileAppender", "log4j.appender.log.file=" + file);
    }

    /** Sends what is at least this important to the given appender, named log; returns the file. */
    static Path write(Path directory, String level, List<String> appender) throws IOException {
        List<String> lines = new ArrayList<>(appender);
        lines.add("log4j.rootLogger=" + level + ", log");
        lines.add("log4j.appender.log.layout=org.apache.log4j.PatternLayout");
        lines.add("log4j.appender.log.layout.ConversionPattern=%d{ISO8601} %-5p %c{1} [%t] %m%n");
        // Said by every JVM of a Hadoop that comes from jars alone.
        lines.add("log4j.logger.org.apache.hadoop.util.NativeCodeLoader=ERROR");
        return Files.write(directory.resolve("log4j.properties"), lines);
    }
}
