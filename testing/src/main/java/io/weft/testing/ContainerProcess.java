package io.weft.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.hadoop.yarn.api.ApplicationConstants;
import org.apache.hadoop.yarn.api.ApplicationConstants.Environment;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ContainerId;

/**
 * A YARN container that runs on this machine, and the processes of its command, which can be killed or held without
 * asking YARN.
 *
 * @param id the container
 * @param host the node it runs on
 * @param appMaster whether it is its application's AppMaster
 * @param processes at least one; a process that the command has started is among them
 */
public record ContainerProcess(ContainerId id, String host, boolean appMaster, List<ProcessHandle> processes) {
    private static final Path PROC = Path.of("/proc");
    private static final long DEATH_SECONDS = 10;

    public ContainerProcess {
        processes = List.copyOf(processes);
    }

    /** Kills all processes with SIGKILL and returns when they are gone. */
    public void kill() {
        processes.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle process : processes) {
            process.onExit()
                    .orTimeout(DEATH_SECONDS, TimeUnit.SECONDS)
                    .exceptionally(late -> process)
                    .join();
        }
    }

    /** Stops all processes with SIGSTOP: they hold what they have and answer nothing. */
    public void suspend() throws IOException {
        Signal.STOP.send(processes);
    }

    /** Lets suspended processes go on. */
    public void resume() throws IOException {
        Signal.CONTINUE.send(processes);
    }

    static List<ContainerProcess> of(ApplicationId application) {
        String prefix = application.getClusterTimestamp() + "_" + "%04d".formatted(application.getId()) + "_";
        return running(environment -> environment
                .getOrDefault(Environment.CONTAINER_ID.name(), "")
                .replaceFirst("^container_(e[0-9]+_)?", "")
                .startsWith(prefix));
    }

    /** The containers whose environment passes, in the order of their ids. */
    static List<ContainerProcess> running(Predicate<Map<String, String>> wanted) {
        Map<String, List<ProcessHandle>> processes = new TreeMap<>();
        Map<String, Map<String, String>> environments = new HashMap<>();
        ProcessHandle.allProcesses().forEach(process -> {
            Map<String, String> environment = environment(process.pid());
            String id = environment.get(Environment.CONTAINER_ID.name());
            if (id != null && wanted.test(environment) && !isWaiter(process)) {
                processes.computeIfAbsent(id, any -> new ArrayList<>()).add(process);
                environments.putIfAbsent(id, environment);
            }
        });
        List<ContainerProcess> containers = new ArrayList<>();
        processes.forEach((id, ofContainer) -> {
            Map<String, String> environment = environments.getOrDefault(id, Map.of());
            containers.add(new ContainerProcess(
                    ContainerId.fromString(id),
                    environment.getOrDefault(Environment.NM_HOST.name(), ""),
                    environment.containsKey(ApplicationConstants.APP_SUBMIT_TIME_ENV),
                    ofContainer));
        });
        containers.sort(Comparator.comparing(ContainerProcess::id));
        return List.copyOf(containers);
    }

    /** Kills whatever a NodeManager has started with its local directories below the given one. */
    static void killBelow(Path directory) {
        running(environment -> environment
                        .getOrDefault(Environment.LOCAL_DIRS.name(), "")
                        .startsWith(directory.toString() + "/"))
                .forEach(ContainerProcess::kill);
    }

    /** The NodeManager's own shell, which waits for the command in order to tell its exit code. */
    private static boolean isWaiter(ProcessHandle process) {
        return process.info()
                .commandLine()
                .filter(line -> line.endsWith("/default_container_executor.sh"))
                .isPresent();
    }

    /** Empty for a process that has ended or belongs to somebody else. */
    private static Map<String, String> environment(long pid) {
        String all;
        try {
            all = Files.readString(PROC.resolve(Long.toString(pid)).resolve("environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return Map.of();
        }
        Map<String, String> environment = new HashMap<>();
        for (String entry : all.split("\0", -1)) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                environment.put(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
        return environment;
    }
}
