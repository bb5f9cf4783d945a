package io.weft.appmaster.schedule;

import io.weft.plan.LineOptions;
import io.weft.protocol.StageProgress;
import io.weft.protocol.TaskInput;
import io.weft.stage.AttemptId;
import io.weft.stage.Split;
import io.weft.stage.Stage;
import io.weft.stage.StageGraph;
import io.weft.stage.StageId;
import io.weft.stage.StageOutput;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The stages of a job that run: what can start, what is still needed, whose outputs count. */
final class JobRun {
    private final List<StageRun> stages = new ArrayList<>();
    /** The exchanges by ranges, by the stages whose samples their bounds follow from. */
    private final Map<List<StageId>, Ranges> ranges = new LinkedHashMap<>();

    /** Takes the job's stages in; those that scan have a task for each of their splits. */
    void plan(StageGraph graph, Map<StageId, List<Split>> splits, long nowMillis) {
        for (Stage stage : graph.stages()) {
            List<StageRun> producers =
                    stage.producers().stream().map(this::stage).toList();
            List<Split> own = splits.get(stage.id());
            StageRun run = new StageRun(stage, producers);
            if (run.readsPartitions() == (own != null)) {
                throw new IllegalArgumentException(
                        "Stage %s must read either splits or partitions, not what %d stage(s) have made and %s splits"
                                .formatted(stage.id(), producers.size(), own == null ? "no" : own.size()));
            }
            if (own != null) {
                run.plan(own.stream().map(TaskInput.OfSplit::new).toList(), nowMillis);
            }
            stages.add(run);
        }
        graph.stages().forEach(this::divideByRanges);
    }

    /** Lets the stages that fill one exchange by ranges share its bounds. */
    private void divideByRanges(Stage stage) {
        if (stage.output() instanceof StageOutput.Ranged ranged) {
            Ranges shared = ranges.computeIfAbsent(
                    ranged.samplers(),
                    samplers -> new Ranges(
                            ranged, samplers.stream().map(this::stage).toList()));
            stage(stage.id()).divideBy(shared);
        }
    }

    List<StageRun> stages() {
        return stages;
    }

    StageRun stage(StageId id) {
        if (id.number() >= stages.size()) {
            throw new IllegalStateException("The job has no stage %s; it has %d".formatted(id, stages.size()));
        }
        return stages.get(id.number());
    }

    StageRun stageOf(AttemptId attempt) {
        return stage(attempt.stage());
    }

    TaskRun task(AttemptId attempt) {
        return stageOf(attempt).task(attempt.task());
    }

    AttemptStart start(AttemptId attempt) {
        return task(attempt).attempt(attempt).start();
    }

    boolean isRunning(AttemptId attempt) {
        return task(attempt).attempt(attempt) instanceof AttemptState.Running;
    }

    boolean isPlanned() {
        return !stages.isEmpty();
    }

    boolean isComplete() {
        return isPlanned() && stages.stream().filter(StageRun::isLast).allMatch(StageRun::isComplete);
    }

    /** Fixes the tasks of stages whose exchange has been filled. */
    void planFedStages(SchedulerSettings settings, long nowMillis) {
        for (StageRun stage : stages) {
            if (!stage.isPlanned() && stage.isFed()) {
                stage.planFromExchange(settings, nowMillis);
            }
        }
    }

    /** Chooses the bounds of the exchanges by ranges for which enough is known. */
    void chooseRanges(SchedulerSettings settings) {
        ranges.values().forEach(exchange -> exchange.choose(settings));
    }

    /** The stages that are not complete and must be: those that end the job, and those that a needed stage reads. */
    Set<StageRun> needed() {
        Set<StageRun> needed = new HashSet<>();
        for (int number = stages.size() - 1; number >= 0; number--) {
            StageRun stage = stages.get(number);
            if (!stage.isComplete() && (stage.isLast() || isRead(stage, needed))) {
                needed.add(stage);
            }
        }
        return needed;
    }

    private static boolean isRead(StageRun stage, Set<StageRun> needed) {
        return stage.consumers().stream().anyMatch(needed::contains)
                || stage.sampled().stream().anyMatch(needed::contains);
    }

    /** The waiting tasks that may run now, by stage. */
    List<WaitingTasks> offered() {
        Set<StageRun> needed = needed();
        return stages.stream()
                .filter(stage -> needed.contains(stage) && stage.isReady())
                .map(StageRun::waiting)
                .toList();
    }

    /** How many tasks may still use a slot, at most. */
    int mostTasksLeft() {
        return needed().stream().mapToInt(StageRun::mostTasksLeft).sum();
    }

    /** Ends the attempts that run in vain, as nobody needs their stage's output any more; gives them. */
    List<AttemptId> killUnneeded(long nowMillis) {
        Set<StageRun> needed = needed();
        List<AttemptId> killed = new ArrayList<>();
        for (StageRun stage : stages) {
            if (!needed.contains(stage) && !stage.isComplete()) {
                killed.addAll(stage.killAll(nowMillis));
            }
        }
        return killed;
    }

    /** Ends all attempts that still run. */
    void killAll(long nowMillis) {
        stages.forEach(stage -> stage.killAll(nowMillis));
    }

    /** Whether outputs that are still to be read can only be served by a runner on this host. */
    boolean needsRunnerOn(String host) {
        Set<StageRun> needed = needed();
        return stages.stream().anyMatch(stage -> isRead(stage, needed) && stage.needsRunnerOn(host));
    }

    /** No runner is left on a host: the outputs are lost that only runners there could serve. */
    void serversGone(String host, long nowMillis) {
        for (StageRun stage : stages) {
            if (stage.needsRunnerOn(host)) {
                stage.outputsLost(
                        winner -> winner.output().isServedByRunners()
                                && winner.output().host().equals(host),
                        nowMillis);
            }
        }
    }

    /** Forgets the shuffle outputs that are gone; their tasks run again if the outputs are needed. */
    void outputsLost(Predicate<AttemptState.Succeeded> gone, long nowMillis) {
        for (StageRun stage : stages) {
            if (stage.fillsExchange()) {
                stage.outputsLost(gone, nowMillis);
            }
        }
    }

    /** The winners of the stages that end the job, all of whose tasks have one. */
    List<StageWinners> winners() {
        List<StageWinners> winners = new ArrayList<>();
        for (StageRun stage : stages) {
            if (stage.isLast()) {
                winners.add(new StageWinners(
                        stage.stage().id(),
                        stage.tasks().stream().map(JobRun::winner).toList()));
            }
        }
        return winners;
    }

    private static StageWinners.Winner winner(TaskRun task) {
        AttemptState.Succeeded winner = task.winner();
        if (winner == null) {
            throw new IllegalStateException("Task %s has no winner: it is %s".formatted(task.id(), task.state()));
        }
        return new StageWinners.Winner(winner.start().attempt(), winner.output().files());
    }

    /** The files of rows that were set aside, of the stages that may do so. */
    List<StageWinners> badRows() {
        List<StageWinners> found = new ArrayList<>();
        for (StageRun stage : stages) {
            boolean setsAside = stage.stage()
                    .scan()
                    .flatMap(scan -> LineOptions.badRowsPath(scan.input()))
                    .isPresent();
            if (setsAside) {
                found.add(new StageWinners(
                        stage.stage().id(),
                        stage.tasks().stream()
                                .flatMap(task -> task.badRows().stream())
                                .toList()));
            }
        }
        return found;
    }

    List<StageProgress> progress() {
        return stages.stream().map(StageRun::progress).toList();
    }
}
