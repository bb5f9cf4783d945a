package io.weft.runner.task;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.protocol.Reply;
import io.weft.protocol.Request;
import io.weft.protocol.ShuffleLocation;
import io.weft.protocol.TaskInput;
import io.weft.runner.shuffle.FetchFailedException;
import io.weft.runner.shuffle.FetchFailure;
import io.weft.runner.shuffle.MapOutputId;
import io.weft.runner.shuffle.PartitionSlice;
import io.weft.runner.shuffle.ShuffleAddress;
import io.weft.runner.shuffle.ShuffleApplication;
import io.weft.runner.shuffle.ShuffleSource;
import io.weft.stage.StageId;
import java.util.ArrayList;
import java.util.List;

/** Asks the AppMaster where the outputs lie that an attempt reads. */
final class ShuffleInput {
    /** A port that nobody can listen on stands for an output that nobody serves. */
    private static final int NOBODY = 1;

    private final ShuffleApplication application;
    private final MasterClient master;

    ShuffleInput(ShuffleApplication application, MasterClient master) {
        this.application = application;
        this.master = master;
    }

    /** One source for each task of the producer, in their order. */
    private List<ShuffleSource> sources(StageId producer) throws InterruptedException {
        List<ShuffleSource> sources = new ArrayList<>();
        int tasks;
        do {
            Reply.Locations page =
                    master.ask(new Request.LocationsQuery(producer, sources.size()), Reply.Locations.class);
            tasks = page.tasks();
            if (page.locations().isEmpty() && sources.size() < tasks) {
                throw new WeftException(
                        ErrorCode.FETCH_FAILED,
                        "Cannot read the exchange of %s: task %d of %d has no output yet",
                        producer,
                        sources.size(),
                        tasks);
            }
            page.locations().forEach(location -> sources.add(source(location)));
        } while (sources.size() < tasks);
        return sources;
    }

    private ShuffleSource source(ShuffleLocation location) {
        MapOutputId output = new MapOutputId(application, location.attempt());
        if (location.servicePort() > 0) {
            return new ShuffleSource(
                    output, new ShuffleAddress(location.host(), location.servicePort(), ShuffleAddress.Server.NODE));
        }
        if (location.runnerPort() > 0) {
            return new ShuffleSource(
                    output, new ShuffleAddress(location.host(), location.runnerPort(), ShuffleAddress.Server.RUNNER));
        }
        ShuffleAddress nobody = new ShuffleAddress(location.host(), NOBODY, ShuffleAddress.Server.RUNNER);
        throw new FetchFailedException(
                new FetchFailure(output, nobody, FetchFailure.Cause.UNREACHABLE, "no runner lives on that host"),
                new IllegalStateException("nobody serves " + output));
    }

    /**
     * What an attempt reads of one exchange.
     *
     * @param sources the outputs of all tasks of all stages that fill it
     * @param slices of these sources
     */
    record Reading(List<ShuffleSource> sources, List<PartitionSlice> slices) {}

    /** All that is in the exchange that these stages fill, which has one partition. */
    Reading readingAll(List<StageId> producers) throws InterruptedException {
        List<ShuffleSource> sources = new ArrayList<>();
        for (StageId producer : producers) {
            sources.addAll(sources(producer));
        }
        return new Reading(sources, List.of(new PartitionSlice(0, 0, sources.size())));
    }

    /** What is to be read of the exchange that these stages fill. */
    Reading reading(TaskInput.OfShuffle input, List<StageId> producers) throws InterruptedException {
        List<ShuffleSource> sources = new ArrayList<>();
        List<PartitionSlice> slices = new ArrayList<>();
        for (TaskInput.Portion portion : input.portions()) {
            if (producers.contains(portion.producer())) {
                int first = sources.size();
                sources.addAll(sources(portion.producer()));
                portion.slices()
                        .forEach(slice -> slices.add(new PartitionSlice(
                                slice.partition(), first + slice.firstTask(), first + slice.endTask())));
            }
        }
        return new Reading(sources, slices);
    }
}
