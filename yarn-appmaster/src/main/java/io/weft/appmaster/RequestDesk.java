package io.weft.appmaster;

import io.weft.appmaster.link.LinkCaller;
import io.weft.appmaster.link.LinkReply;
import io.weft.appmaster.schedule.Event;
import io.weft.appmaster.schedule.Scheduler;
import io.weft.config.Keys;
import io.weft.error.ErrorCode;
import io.weft.error.Failure;
import io.weft.error.WeftException;
import io.weft.protocol.AttemptReport;
import io.weft.protocol.Reply;
import io.weft.protocol.Request;
import io.weft.protocol.ShuffleLocation;
import io.weft.stage.AttemptId;
import io.weft.stage.StageId;
import io.weft.stage.StageOutput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers requests: those that are questions from what is known, those that say that something has happened with the event that
 * the scheduler must hear. What a caller may ask follows from the role in its token. For the scheduler's thread.
 */
final class RequestDesk {
    private static final String CLIENT = "client";
    private static final String RUNNER = "runner/";

    private static final int POLL_MILLIS = 1_000;
    private static final int LOCATIONS_PER_PAGE = 2_000;
    /** How long the AppMaster waits, once the job is over, for a client that has asked nothing since. */
    private static final long CLIENT_SILENCE_MILLIS = 5_000;
    /** How long it waits at most for runners to hear that they shall stop; their containers end with the application. */
    private static final long RUNNER_FAREWELL_MILLIS = 2_000;

    private final JobSetup setup;
    private final Scheduler scheduler;
    private final JobRun job;
    private final Map<String, RunnerMailbox> mailboxes = new HashMap<>();
    private boolean farewell;
    private long lastClientMillis;

    RequestDesk(JobSetup setup, Scheduler scheduler, JobRun job) {
        this.setup = setup;
        this.scheduler = scheduler;
        this.job = job;
    }

    /** The orders for the runner in a container. */
    RunnerMailbox mailbox(String container) {
        return mailboxes.computeIfAbsent(container, id -> new RunnerMailbox(POLL_MILLIS));
    }

    /** Answers polls that have waited long enough or have something to say. */
    void deliver(long nowMillis) {
        mailboxes.values().forEach(mailbox -> mailbox.deliver(nowMillis));
    }

    /** Whether nobody will ask any more, once the job is over. */
    boolean isDone(long nowMillis) {
        boolean clientDone =
                farewell || nowMillis - Math.max(lastClientMillis, job.overMillis()) > CLIENT_SILENCE_MILLIS;
        boolean runnersDone = mailboxes.values().stream().allMatch(RunnerMailbox::isDone)
                || nowMillis - job.overMillis() > RUNNER_FAREWELL_MILLIS;
        return clientDone && runnersDone;
    }

    /**
     * Answers a request, or leaves it to {@link #deliver}.
     *
     * @return what the request says has happened
     */
    Optional<Event> answer(LinkCaller caller, Request request, LinkReply reply, long nowMillis) {
        try {
            if (caller.role().equals(CLIENT)) {
                lastClientMillis = nowMillis;
                return ofClient(request, reply);
            }
            if (caller.role().startsWith(RUNNER)) {
                return ofRunner(caller.role().substring(RUNNER.length()), request, reply, nowMillis);
            }
            throw notAllowed(caller.role(), request);
        } catch (WeftException e) {
            reply.answer(new Reply.Refused(e.failure()).toBytes());
            return Optional.empty();
        }
    }

    private Optional<Event> ofClient(Request request, LinkReply reply) {
        if (request instanceof Request.StatusQuery) {
            send(reply, status());
        } else if (request instanceof Request.RowsQuery query) {
            send(reply, job.rows().page(query.consumer(), query.page()));
        } else if (request instanceof Request.Farewell) {
            farewell = true;
            send(reply, new Reply.Done());
        } else if (request instanceof Request.Kill kill) {
            send(reply, new Reply.Done());
            return Optional.of(
                    new Event.KillRequested(new Failure(ErrorCode.TERMINATED, "The job was killed: " + kill.reason())));
        } else {
            throw notAllowed(CLIENT, request);
        }
        return Optional.empty();
    }

    private Reply.Status status() {
        Optional<Outcome> outcome = job.isOver() ? Optional.of(job.outcome()) : Optional.empty();
        return new Reply.Status(
                job.state(),
                scheduler.progress(),
                scheduler.runners(),
                outcome.flatMap(Outcome::failure),
                outcome.map(Outcome::report).orElse(""));
    }

    private Optional<Event> ofRunner(String container, Request request, LinkReply reply, long nowMillis) {
        if (request instanceof Request.Hello hello) {
            requireOwn(container, hello.container());
            send(reply, new Reply.Welcome(setup.application(), POLL_MILLIS));
            boolean ownService = setup.settings().get(Keys.SHUFFLE_SERVICE) == Keys.ShuffleService.RUNNER;
            return Optional.of(new Event.RunnerRegistered(
                    container, hello.host(), hello.slots(), ownService ? 0 : hello.servicePort(), hello.runnerPort()));
        }
        if (request instanceof Request.Poll poll) {
            requireOwn(container, poll.container());
            mailbox(container).poll(poll.acknowledged(), reply, nowMillis);
            return Optional.of(new Event.RunnerPolled(container, poll.running()));
        }
        if (request instanceof Request.Report report) {
            requireOwn(container, report.container());
            send(reply, new Reply.Done());
            return event(container, report.report());
        }
        if (request instanceof Request.StageQuery query) {
            StageId stage = query.stage();
            send(
                    reply,
                    new Reply.StageOf(
                            setup.job().stages().stage(stage),
                            job.staging(stage),
                            job.badRowStaging(stage),
                            scheduler.bounds(stage)));
        } else if (request instanceof Request.FunctionsQuery) {
            send(reply, new Reply.Functions(setup.job().functions()));
        } else if (request instanceof Request.LocationsQuery query) {
            send(reply, locations(query.producer(), query.firstTask()));
        } else if (request instanceof Request.CommitQuery query) {
            requireCommit(query.attempt());
            send(reply, new Reply.Done());
        } else if (request instanceof Request.ResultPage page) {
            addRows(page);
            send(reply, new Reply.Done());
        } else {
            throw notAllowed(RUNNER + container, request);
        }
        return Optional.empty();
    }

    private void addRows(Request.ResultPage page) {
        StageId stage = page.attempt().stage();
        if (!(setup.job().stages().stage(stage).output() instanceof StageOutput.Collected collected)) {
            throw new WeftException(ErrorCode.INTERNAL, "%s collects no rows", stage);
        }
        job.rows().add(collected.consumer(), page.attempt(), page.page(), page.blocks());
    }

    private Reply.Locations locations(StageId producer, int firstTask) {
        List<ShuffleLocation> locations = scheduler.locations(producer, firstTask, LOCATIONS_PER_PAGE);
        return new Reply.Locations(locations, scheduler.tasks(producer));
    }

    private static Optional<Event> event(String container, AttemptReport report) {
        if (report instanceof AttemptReport.Succeeded succeeded) {
            return Optional.of(new Event.AttemptSucceeded(container, succeeded));
        }
        if (report instanceof AttemptReport.Failed failed) {
            return Optional.of(new Event.AttemptFailed(container, failed));
        }
        return Optional.empty();
    }

    private void requireCommit(AttemptId attempt) {
        if (!scheduler.mayCommit(attempt)) {
            throw new WeftException(
                    ErrorCode.INTERRUPTED, "The attempt %s may not commit: another of its task does, or did", attempt);
        }
    }

    private static void requireOwn(String own, String named) {
        if (!own.equals(named)) {
            throw new WeftException(ErrorCode.ACCESS_DENIED, "The runner of %s cannot speak for %s", own, named);
        }
    }

    private static WeftException notAllowed(String role, Request request) {
        return new WeftException(
                ErrorCode.ACCESS_DENIED,
                "A caller in the role '%s' may not send a %s",
                role,
                request.getClass().getSimpleName());
    }

    private static void send(LinkReply reply, Reply answer) {
        reply.answer(answer.toBytes());
    }
}
