package io.weft.appmaster.cli;

import io.weft.error.ErrorCode;
import io.weft.error.NearestName;
import io.weft.error.WeftException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a user has typed.
 *
 * @param jobClass the job's class, or empty for a command that needs none
 * @param shipped what the job needs where it runs
 * @param properties what {@code -D} has set, by name
 * @param configurationFiles what {@code -conf} names, in order
 * @param arguments of the job, by name
 */
record CommandLine(
        Command command,
        String jobClass,
        Shipped shipped,
        Map<String, String> properties,
        List<String> configurationFiles,
        Map<String, String> arguments,
        Options options) {
    private static final List<String> OPTIONS =
            List.of("--local", "--jar", "--verbose", "--detach", "--help", "-D", "-conf", "-libjars", "-files");
    private static final String SEE_HELP = "see: weft help";

    CommandLine {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        configurationFiles = List.copyOf(configurationFiles);
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    }

    /**
     * Files on this machine or elsewhere.
     *
     * @param jars of the job, in the order of their class path
     * @param files for its functions; {@code #} and a name may follow
     */
    record Shipped(List<String> jars, List<String> files) {
        Shipped {
            jars = List.copyOf(jars);
            files = List.copyOf(files);
        }
    }

    List<String> jars() {
        return shipped.jars();
    }

    /** What is to be done. */
    enum Command {
        RUN,
        EXPLAIN,
        VERSION,
        HELP;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The switches.
     *
     * @param local run in this process instead of on the cluster
     * @param verbose show stack traces and Hadoop's log
     * @param detach leave when the cluster has taken the job
     */
    record Options(boolean local, boolean verbose, boolean detach) {}

    /**
     * Reads a command line: the command, then the class, options and arguments in any order.
     *
     * @throws WeftException INVALID_USAGE for anything that has no meaning
     */
    static CommandLine parse(List<String> words) {
        if (words.isEmpty()) {
            throw usage("Cannot do anything: no command was given (%s)".formatted(SEE_HELP));
        }
        Parser parser = new Parser(command(words.get(0)));
        int position = 1;
        while (position < words.size()) {
            String next = position + 1 < words.size() ? words.get(position + 1) : null;
            position += parser.take(words.get(position), next);
        }
        return parser.commandLine();
    }

    private static Command command(String word) {
        if (word.equals("-h") || word.equals("--help")) {
            return Command.HELP;
        }
        if (word.equals("--version")) {
            return Command.VERSION;
        }
        List<String> commands =
                Arrays.stream(Command.values()).map(Command::word).toList();
        int known = commands.indexOf(word);
        if (known < 0) {
            throw usage("Cannot run the command '%s': there are %s%s (%s)"
                    .formatted(word, String.join(", ", commands), NearestName.hint(word, commands), SEE_HELP));
        }
        return Command.values()[known];
    }

    private static WeftException usage(String message) {
        return new WeftException(ErrorCode.INVALID_USAGE, "%s", message);
    }

    /** Collects the words one by one. */
    private static final class Parser {
        private Command command;
        private @Nullable String jobClass;
        private final List<String> jars = new ArrayList<>();
        private final List<String> files = new ArrayList<>();
        private final Map<String, String> properties = new LinkedHashMap<>();
        private final List<String> configurationFiles = new ArrayList<>();
        private final Map<String, String> arguments = new LinkedHashMap<>();
        private boolean local;
        private boolean verbose;
        private boolean detach;

        Parser(Command command) {
            this.command = command;
        }

        /** Takes a word, with the next one as its value where it needs one; the number of words taken. */
        int take(String word, @Nullable String next) {
            switch (word) {
                case "--local" -> local = true;
                case "--verbose" -> verbose = true;
                case "--detach" -> detach = true;
                case "--help", "-h" -> command = Command.HELP;
                case "--jar" -> {
                    jars.add(value(word, "JAR", next));
                    return 2;
                }
                case "-libjars" -> {
                    jars.addAll(List.of(value(word, "JAR,JAR", next).split(",")));
                    return 2;
                }
                case "-files" -> {
                    files.addAll(List.of(value(word, "FILE,FILE", next).split(",")));
                    return 2;
                }
                case "-conf" -> {
                    configurationFiles.add(value(word, "FILE", next));
                    return 2;
                }
                case "-D" -> {
                    property(value(word, "key=value", next));
                    return 2;
                }
                default -> takePlain(word);
            }
            return 1;
        }

        private void takePlain(String word) {
            if (word.startsWith("-D")) {
                property(word.substring(2));
            } else if (word.startsWith("-")) {
                throw usage("Cannot use the option '%s': there is none of this name%s (%s)"
                        .formatted(word, NearestName.hint(word, OPTIONS), SEE_HELP));
            } else if (word.contains("=")) {
                int equals = word.indexOf('=');
                String name = word.substring(0, equals);
                if (name.isEmpty()) {
                    throw usage("Cannot use the argument '%s': it has no name (write name=value)".formatted(word));
                }
                if (arguments.put(name, word.substring(equals + 1)) != null) {
                    throw usage("Cannot use the argument '%s': it is given twice (give it once)".formatted(name));
                }
            } else if (jobClass == null) {
                jobClass = word;
            } else {
                throw usage("Cannot use '%s': the class is %s already, and arguments are written name=value (%s)"
                        .formatted(word, jobClass, SEE_HELP));
            }
        }

        private static String value(String option, String form, @Nullable String next) {
            if (next == null) {
                throw usage("Cannot use %s: nothing follows it (write %s %s)".formatted(option, option, form));
            }
            return next;
        }

        private void property(String text) {
            int equals = text.indexOf('=');
            if (equals <= 0) {
                throw usage("Cannot use -D %s: it sets nothing (write -D key=value)".formatted(text));
            }
            properties.put(text.substring(0, equals).trim(), text.substring(equals + 1));
        }

        CommandLine commandLine() {
            boolean needsClass = command == Command.RUN || command == Command.EXPLAIN;
            if (needsClass && jobClass == null) {
                throw usage("Cannot %s: no class was given (write weft %s [--jar JAR] CLASS name=value ...)"
                        .formatted(command.word(), command.word()));
            }
            if (local && detach) {
                throw usage("Cannot use --detach with --local: the job runs in this process (leave one out)");
            }
            return new CommandLine(
                    command,
                    jobClass == null ? "" : jobClass,
                    new Shipped(jars, files),
                    properties,
                    configurationFiles,
                    arguments,
                    new Options(local, verbose, detach));
        }
    }
}
