package io.weft.appmaster;

import io.weft.appmaster.cluster.Cluster;
import io.weft.appmaster.cluster.ClusterListener;
import io.weft.appmaster.cluster.Container;
import io.weft.appmaster.cluster.ContainerEnd;
import io.weft.appmaster.cluster.HostRoom;
import io.weft.appmaster.link.LinkCaller;
import io.weft.appmaster.link.LinkReply;
import io.weft.appmaster.link.LinkService;
import io.weft.appmaster.schedule.Command;
import io.weft.appmaster.schedule.Event;
import io.weft.appmaster.schedule.Scheduler;
import io.weft.error.Failure;
import io.weft.protocol.Request;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs one job. Whatever happens — in the cluster, over the link, in the threads that plan splits and commit — is put into one
 * inbox; one thread takes it out, asks the scheduler what to do, and does it.
 */
public final class AppMaster implements LinkService, ClusterListener {
    private static final long TICK_MILLIS = 50;

    /** Something for the scheduler's thread. */
    private sealed interface Message {
        record Happened(Event event) implements Message {}

        record Asked(LinkCaller caller, Request request, LinkReply reply) implements Message {}
    }

    private final BlockingQueue<Message> inbox = new LinkedBlockingQueue<>();
    private final Scheduler scheduler;
    private final JobRun job;
    private final RequestDesk desk;

    /** Prepares the job; nothing is asked for before {@link #run}. */
    public AppMaster(JobSetup setup) {
        this.scheduler = new Scheduler(setup.schedulerSettings());
        this.job = new JobRun(setup, this::post);
        this.desk = new RequestDesk(setup, scheduler, job);
    }

    @Override
    public void call(LinkCaller caller, byte[] request, LinkReply reply) {
        inbox.add(new Message.Asked(caller, Request.fromBytes(request), reply));
    }

    @Override
    public void granted(Container container, long request) {
        post(new Event.ContainerGranted(container, request));
    }

    @Override
    public void ended(ContainerEnd end) {
        post(new Event.ContainerEnded(end));
    }

    @Override
    public void hosts(List<HostRoom> hosts, int queueRoom) {
        post(new Event.HostsReported(hosts, queueRoom));
    }

    @Override
    public void reclaimed(List<String> containers) {
        post(new Event.ContainersReclaimed(containers));
    }

    @Override
    public void failed(Failure failure) {
        post(new Event.JobFailed(failure));
    }

    private void post(Event event) {
        inbox.add(new Message.Happened(event));
    }

    /**
     * Runs the job to its end, and then until its client has what it wants or is silent. Called once; the calling thread is the
     * scheduler's.
     *
     * @param cluster stays its owner's
     */
    public Outcome run(Cluster cluster) throws InterruptedException {
        job.start();
        try {
            while (!job.isOver() || !desk.isDone(now())) {
                step(cluster, inbox.poll(TICK_MILLIS, TimeUnit.MILLISECONDS));
            }
            return job.outcome();
        } finally {
            job.end();
        }
    }

    private void step(Cluster cluster, @Nullable Message first) {
        long now = now();
        for (Message message = first; message != null; message = inbox.poll()) {
            take(cluster, message, now);
        }
        act(cluster, scheduler.timePassed(now), now);
        job.timePassed(now);
        desk.deliver(now);
    }

    private void take(Cluster cluster, Message message, long now) {
        if (message instanceof Message.Happened happened) {
            act(cluster, scheduler.on(happened.event(), now), now);
        } else if (message instanceof Message.Asked asked) {
            Optional<Event> event = desk.answer(asked.caller(), asked.request(), asked.reply(), now);
            event.ifPresent(happened -> act(cluster, scheduler.on(happened, now), now));
        }
    }

    private void act(Cluster cluster, List<Command> commands, long now) {
        for (Command command : commands) {
            if (command instanceof Command.Request request) {
                cluster.request(request.request());
            } else if (command instanceof Command.Withdraw withdraw) {
                cluster.withdraw(withdraw.request());
            } else if (command instanceof Command.Exclude exclude) {
                cluster.exclude(exclude.host());
            } else if (command instanceof Command.Readmit readmit) {
                cluster.readmit(readmit.host());
            } else if (command instanceof Command.Launch launch) {
                cluster.launch(launch.container());
            } else if (command instanceof Command.Release release) {
                cluster.release(release.container());
            } else if (command instanceof Command.Assign assign) {
                desk.mailbox(assign.container()).assign(assign.assignment());
            } else if (command instanceof Command.KillAttempt kill) {
                desk.mailbox(kill.container()).kill(kill.attempt());
            } else if (command instanceof Command.StopRunner stop) {
                desk.mailbox(stop.container()).stop();
            } else if (command instanceof Command.Commit commit) {
                job.commit(commit);
            } else if (command instanceof Command.Finish finish) {
                job.finish(finish, scheduler.facts(), now);
            }
        }
    }

    /** Time goes on evenly, whatever is done to the clock. */
    private static long now() {
        return System.nanoTime() / 1_000_000;
    }
}
