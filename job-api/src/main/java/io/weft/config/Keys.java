package io.weft.config;

import io.weft.error.NearestName;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Every setting of Weft. {@code conf/weft-default.properties} and {@code docs/settings.md} are made from this list. */
public final class Keys {
    public static final Key<Integer> JOB_MAX_SLOTS = new Key<>(
            "weft.job.max-slots",
            "0",
            atLeast(0),
            "The slots of all runners of a job together, at most; 0 for as many as it can use.");
    public static final Key<String> JOB_QUEUE =
            new Key<>("weft.job.queue", "default", text(), "The YARN queue that jobs are submitted to.");
    public static final Key<Integer> RUNNER_SLOTS =
            new Key<>("weft.runner.slots", "1", atLeast(1), "Attempts that a runner runs at the same time; its cores.");
    public static final Key<Integer> RUNNER_MEMORY_MB = new Key<>(
            "weft.runner.memory-mb", "1024", atLeast(256), "Memory of a runner's container in megabytes, all in all.");
    public static final Key<Integer> APPMASTER_MEMORY_MB = new Key<>(
            "weft.appmaster.memory-mb",
            "768",
            atLeast(256),
            "Memory of the AppMaster's container in megabytes, all in all.");
    public static final Key<Integer> SPLIT_MB = new Key<>(
            "weft.split.max-mb",
            "128",
            atLeast(1),
            "Megabytes of input in one task, at most, where files can be split.");
    public static final Key<Integer> SHUFFLE_PARTITIONS = new Key<>(
            "weft.shuffle.partitions",
            "32",
            between(1, 512),
            "Fine partitions of an exchange by hash, and at least those of one by ranges;"
                    + " about four for each task that is expected behind it.");
    public static final Key<Integer> SHUFFLE_TASK_MB = new Key<>(
            "weft.shuffle.task-mb",
            "64",
            atLeast(1),
            "Megabytes of shuffle data for one task behind an exchange; small partitions are joined up to it.");
    public static final Key<Integer> JOIN_BROADCAST_KB = new Key<>(
            "weft.join.broadcast-kb",
            "16384",
            atLeast(0),
            "Kilobytes in memory, by the planner's estimate, of a side of a join that is sent to every task of the other side"
                    + " instead of dividing both by their keys.");
    public static final Key<ShuffleService> SHUFFLE_SERVICE = new Key<>(
            "weft.shuffle.service",
            "auto",
            oneOf(ShuffleService.class),
            "Who serves shuffle output: the node's mapreduce_shuffle where there is one (auto), or always the runners (runner).");
    public static final Key<Integer> LOCALITY_WAIT_MS = new Key<>(
            "weft.locality.wait-ms",
            "3000",
            atLeast(0),
            "Milliseconds to wait for a container on a host of the data before one in its rack or anywhere is taken.");
    public static final Key<Integer> TASK_MAX_ATTEMPTS =
            new Key<>("weft.task.max-attempts", "4", atLeast(1), "Tries at one task before the job fails.");
    public static final Key<Integer> RUNNER_SILENCE_MS = new Key<>(
            "weft.runner.silence-ms",
            "10000",
            atLeast(1000),
            "Milliseconds without a word from a runner after which it counts as lost.");
    public static final Key<Integer> RESULT_MAX_MB =
            new Key<>("weft.result.max-mb", "64", atLeast(1), "Megabytes of a collected result, at most.");
    public static final Key<String> ENGINE_ARCHIVE = new Key<>(
            "weft.engine.archive",
            "",
            text(),
            "The engine's .tar.gz, a local path or a URI; empty for the one that the client was started from.");
    public static final Key<String> STAGING_DIRECTORY = new Key<>(
            "weft.staging.directory",
            "",
            text(),
            "Where the engine and the files of running jobs are kept; empty for .weft in the user's home.");
    public static final Key<Integer> JOB_TIMEOUT_SECONDS = new Key<>(
            "weft.job.timeout-seconds", "0", atLeast(0), "Seconds after which a job is ended; 0 for no limit.");
    public static final Key<Integer> LOCAL_SLOTS =
            new Key<>("weft.local.slots", "0", atLeast(0), "Slots of local mode; 0 for the machine's cores.");
    public static final Key<String> LOCAL_DIRECTORY = new Key<>(
            "weft.local.directory",
            "",
            text(),
            "Where local mode keeps shuffle and spill files; empty for the system's temporary directory.");

    public static final Key<ZoneId> SESSION_ZONE = new Key<>(
            "weft.session.zone",
            "UTC",
            Keys::zone,
            "The zone of dates and local times where nothing else names one: a region as Europe/Zurich, or an offset as +02:00.");

    private static final List<Key<?>> ALL = List.of(
            JOB_MAX_SLOTS,
            JOB_QUEUE,
            JOB_TIMEOUT_SECONDS,
            RUNNER_SLOTS,
            RUNNER_MEMORY_MB,
            RUNNER_SILENCE_MS,
            APPMASTER_MEMORY_MB,
            SPLIT_MB,
            SHUFFLE_PARTITIONS,
            SHUFFLE_TASK_MB,
            JOIN_BROADCAST_KB,
            SHUFFLE_SERVICE,
            LOCALITY_WAIT_MS,
            TASK_MAX_ATTEMPTS,
            RESULT_MAX_MB,
            SESSION_ZONE,
            ENGINE_ARCHIVE,
            STAGING_DIRECTORY,
            LOCAL_SLOTS,
            LOCAL_DIRECTORY);

    private Keys() {}

    /** Who serves shuffle output. */
    public enum ShuffleService {
        AUTO,
        RUNNER
    }

    /** All settings, in the order in which they are documented. */
    public static List<Key<?>> all() {
        return ALL;
    }

    private static Function<String, String> text() {
        return Function.identity();
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name).normalized();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "there is no such zone" + NearestName.hint(name, ZoneId.getAvailableZoneIds()), e);
        }
    }

    private static Function<String, Integer> atLeast(int least) {
        return between(least, Integer.MAX_VALUE);
    }

    private static Function<String, Integer> between(int least, int most) {
        return value -> {
            int number = Integer.parseInt(value);
            if (number < least || number > most) {
                throw new IllegalArgumentException(
                        most == Integer.MAX_VALUE
                                ? "it is less than " + least
                                : "it is not in " + least + " to " + most);
            }
            return number;
        };
    }

    private static <E extends Enum<E>> Function<String, E> oneOf(Class<E> type) {
        return value -> {
            for (E constant : type.getEnumConstants()) {
                if (constant.name().toLowerCase(Locale.ROOT).equals(value)) {
                    return constant;
                }
            }
            throw new IllegalArgumentException(
                    "it is none of " + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT));
        };
    }
}
