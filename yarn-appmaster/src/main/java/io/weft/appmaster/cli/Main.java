package io.weft.appmaster.cli;

import java.util.List;

/** The client's process. */
public final class Main {
    private Main() {}

    /** Does what the words say and exits with the code that tells how it went. */
    public static void main(String[] words) {
        System.exit(run(words));
    }

    /**
     * Does what the words say, on this process's standard streams. A job's own main method arrives here, too.
     *
     * @return the exit code
     */
    public static int run(String... words) {
        List<String> all = List.of(words);
        // Read by conf/log4j.properties, when the first class that logs is loaded.
        if (all.contains("--verbose")) {
            System.setProperty("weft.log.level", "INFO");
        }
        return new Client(System.getenv(), System.out, System.err).run(all);
    }
}
