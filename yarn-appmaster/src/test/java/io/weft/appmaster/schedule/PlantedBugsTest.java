package io.weft.appmaster.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.error.ErrorCode;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the simulation: a copy of the scheduler with one bug in it must fail within a few hundred seeds. */
class PlantedBugsTest {
    private static final Path SOURCES = Path.of("src/main/java/io/weft/appmaster/schedule");
    private static final int SEEDS = 300;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    /**
     * A bug.
     *
     * @param code that occurs once in the file of this class
     * @param bug what is there instead
     */
    record Bug(String name, String type, String code, String bug) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Bug> bugs() {
        return Stream.of(
                new Bug(
                        "a slot is given to two attempts",
                        "Runner",
                        "if (!freeSince.remove(slotFreeSince)) {",
                        "if (!freeSince.contains(slotFreeSince)) {"),
                new Bug(
                        "a container that is granted twice is launched twice",
                        "ClusterEvents",
                        "if (pool.hasSeen(container.id())) {",
                        "if (pool.hasSeen(container.id()) && pool.size() > 999) {"),
                new Bug(
                        "a surplus container is kept",
                        "ContainerDemand",
                        "if (answered == null) {\n            return Answer.SURPLUS;",
                        "if (answered == null) {\n            return Answer.OTHER;"),
                new Bug(
                        "asks are not taken back at the end",
                        "ContainerDemand",
                        "asks.all().forEach(ask -> withdraw(ask, commands));",
                        "asks.all().forEach(ask -> asks.remove(ask.request().number()));"),
                new Bug(
                        "any number of hosts is asked at a time",
                        "ContainerDemand",
                        "return Math.max(MOST_HOST_ASKS, hosts.count() / HOSTS_PER_ASK);",
                        "return 1_000;"),
                new Bug(
                        "an ask for a host is never relaxed",
                        "ContainerDemand",
                        "if (nowMillis - ask.sinceMillis() < settings.localityWaitMillis()) {",
                        "if (nowMillis >= 0) {"),
                new Bug(
                        "a stage starts before its input is whole",
                        "StageRun",
                        "return producers.stream().allMatch(StageRun::isComplete);",
                        "return producers.stream().allMatch(producer -> producer.isPlanned() && 2 * producer.won >= producer.tasks.size());"),
                new Bug(
                        "the rivals of a winner are forgotten",
                        "StageRun",
                        "List<AttemptId> rivals = task.killAll(nowMillis);",
                        "List<AttemptId> rivals = List.of();"),
                new Bug(
                        "a lost output still counts",
                        "StageRun",
                        "count(task, -1);\n                task.outputLost(nowMillis);",
                        "task.outputLost(nowMillis);"),
                new Bug(
                        "a lost output is not made again",
                        "Losses",
                        "if (winner == null || !winner.start().attempt().equals(blamed)) {",
                        "if (winner == null || winner.start().attempt().equals(blamed)) {"),
                new Bug(
                        "silent runners are never given up",
                        "RunnerPool",
                        "if (nowMillis - runner.heardMillis() > patience) {",
                        "if (nowMillis - runner.heardMillis() > 100 * patience) {"),
                new Bug(
                        "a lost container counts as a try of its tasks",
                        "RetryRule",
                        "case LOST, COMPLETED -> TaskRun.Charge.SETBACK;\n            case PREEMPTED -> TaskRun.Charge.NOTHING;",
                        "case LOST, COMPLETED, PREEMPTED -> TaskRun.Charge.TRY;"),
                new Bug(
                        "the first attempt is committed instead of the winner",
                        "JobRun",
                        "return new StageWinners.Winner(winner.start().attempt(), winner.output().files());",
                        "return new StageWinners.Winner(task.id().attempt(0), winner.output().files());"),
                new Bug("the job is committed again and again", "Scheduler", "state = JobState.COMMITTING;", ""),
                new Bug(
                        "containers are kept when the job ends",
                        "Scheduler",
                        "pool.remove(runner.container().id());\n                commands.add(new Command.Release(runner.container()));\n            }\n            commands.add(new Command.Finish",
                        "pool.remove(runner.container().id());\n            }\n            commands.add(new Command.Finish"),
                new Bug(
                        "a task that has failed on the only host waits forever",
                        "Placement",
                        "round.fill(round::afterFailure);",
                        ""),
                new Bug(
                        "any number of hosts is excluded",
                        "HostExclusion",
                        "if ((excluded.size() + 1) * HOSTS_PER_EXCLUSION > hosts || !excluded.add(host)) {",
                        "if (!excluded.add(host)) {"),
                new Bug(
                        "runners of an excluded host get more work",
                        "Runner",
                        "freeSince.clear();\n        }\n    }\n\n    boolean isIdle",
                        "}\n    }\n\n    boolean isIdle"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bugs")
    void hasItsPlaceInTheSource(Bug bug) throws IOException {
        assertThat(pieces(bug))
                .as("pieces of %s around: %s", bug.type(), bug.code())
                .hasSize(2);
    }

    private static String[] pieces(Bug bug) throws IOException {
        String source = Files.readString(SOURCES.resolve(bug.type() + ".java"));
        return source.split(Pattern.quote(bug.code()), -1);
    }

    @Test
    void findsNothingWrongWithTheSchedulerItself() throws Exception {
        try (URLClassLoader classes = loader()) {
            assertThat(firstFailure(classes, 30)).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bugs")
    @Tag("full")
    void isCaughtWithinAFewHundredSeeds(Bug bug) throws Exception {
        compile(bug.type(), String.join(bug.bug(), pieces(bug)));

        try (URLClassLoader classes = loader()) {
            assertThat(firstFailure(classes, SEEDS)).as(bug.name()).isNotEmpty();
        }
    }

    private void compile(String type, String source) throws IOException, URISyntaxException {
        Path file = Files.writeString(directory.resolve(type + ".java"), source);
        String classpath =
                String.join(File.pathSeparator, place(Scheduler.class), place(ErrorCode.class), place(Nullable.class));
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-nowarn",
                        "-proc:none",
                        "-cp",
                        classpath,
                        "-d",
                        directory.toString(),
                        file.toString());
        assertThat(status).as("the compiler's status for %s", type).isZero();
    }

    private static String place(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    /** Loads the scheduler and its simulation once more, the changed classes first. */
    private URLClassLoader loader() throws IOException, URISyntaxException {
        List<URL> places = new ArrayList<>();
        places.add(directory.toUri().toURL());
        places.add(Path.of(place(Scheduler.class)).toUri().toURL());
        places.add(Path.of(place(SeedCheck.class)).toUri().toURL());
        return new URLClassLoader(places.toArray(URL[]::new), PlantedBugsTest.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                synchronized (getClassLoadingLock(name)) {
                    Class<?> loaded = findLoadedClass(name);
                    if (loaded == null && name.startsWith("io.weft.appmaster.schedule.")) {
                        return findClass(name);
                    }
                    return loaded == null ? super.loadClass(name, resolve) : loaded;
                }
            }
        };
    }

    /** What the first seed that fails says; empty where none of so many does. */
    private static String firstFailure(URLClassLoader classes, int seeds) throws ReflectiveOperationException {
        @SuppressWarnings("unchecked") // SeedCheck is one, in whichever class loader.
        LongFunction<String> check = (LongFunction<String>) classes.loadClass(SeedCheck.class.getName())
                .getDeclaredConstructor()
                .newInstance();
        for (long seed = 0; seed < seeds; seed++) {
            String failure = check.apply(seed);
            if (!failure.isEmpty()) {
                String line = failure.strip().lines().findFirst().orElse("");
                System.out.printf("seed %d: %s%n", seed, line.substring(0, Math.min(120, line.length())));
                return failure;
            }
        }
        return "";
    }
}
