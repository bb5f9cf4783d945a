package io.weft.error;

/**
 * Why something failed. The code decides whether another attempt may help and with which exit code a client ends.
 *
 * <p>Exit codes: 0 done, 1 the job's own code or data, 2 usage or the plan, 3 input missing, 4 not allowed, 5 the cluster,
 * 6 out of memory or disk, 7 commit conflict, 8 timed out, 9 refused, 70 a fault of Weft's, 130 interrupted, 143 terminated.
 */
public enum ErrorCode {
    /** A command line that does not say what to do. */
    INVALID_USAGE(Fault.JOB, Retry.NEVER, 2),
    /** An argument of the job that is missing, unknown or malformed. */
    INVALID_ARGUMENT(Fault.JOB, Retry.NEVER, 2),
    /** A setting that does not exist or does not parse. */
    INVALID_SETTING(Fault.JOB, Retry.NEVER, 2),
    /** The job's class cannot be found, loaded or constructed. */
    JOB_CLASS_INVALID(Fault.JOB, Retry.NEVER, 2),
    /** A name that the input of a step does not have. */
    COLUMN_NOT_FOUND(Fault.JOB, Retry.NEVER, 2),
    /** Types that do not go together. */
    TYPE_MISMATCH(Fault.JOB, Retry.NEVER, 2),
    /** A plan that cannot be run, whatever the data. */
    INVALID_PLAN(Fault.JOB, Retry.NEVER, 2),
    /** A user's function that cannot travel to the runners. */
    FUNCTION_NOT_SERIALIZABLE(Fault.JOB, Retry.NEVER, 2),
    /** A user's function that threw, or ended its process. */
    FUNCTION_FAILED(Fault.JOB, Retry.NEVER, 1),
    /** Arithmetic that has no result: overflow, division by zero. */
    ARITHMETIC(Fault.JOB, Retry.NEVER, 1),
    /** A cast whose value does not fit. */
    CAST_FAILED(Fault.JOB, Retry.NEVER, 1),
    /** A collected result beyond its limit. */
    RESULT_TOO_LARGE(Fault.JOB, Retry.NEVER, 1),
    /** Input that is not what its format promises. */
    CORRUPT_INPUT(Fault.DATA, Retry.NEVER, 1),
    /** More bad rows in an input than its author lets be set aside. */
    TOO_MANY_BAD_ROWS(Fault.DATA, Retry.NEVER, 1),
    /** An input file that changed after it was planned. */
    INPUT_CHANGED(Fault.DATA, Retry.NEVER, 1),
    /** An input that does not exist. */
    INPUT_NOT_FOUND(Fault.DATA, Retry.NEVER, 3),
    /** No right to read, write or submit. */
    ACCESS_DENIED(Fault.CLUSTER, Retry.NEVER, 4),
    /** The cluster does not answer or is not configured. */
    CLUSTER_UNREACHABLE(Fault.CLUSTER, Retry.NEVER, 5),
    /** The cluster refuses the application or can never place its containers. */
    CLUSTER_REFUSED(Fault.CLUSTER, Retry.NEVER, 5),
    /** A container or its host is gone; says nothing about the task. */
    CONTAINER_LOST(Fault.CLUSTER, Retry.WITHOUT_COUNTING, 5),
    /** A reader could not get shuffle output; the producing task runs again. */
    FETCH_FAILED(Fault.CLUSTER, Retry.WITHOUT_COUNTING, 5),
    /** Reading or writing failed for a reason outside the job. */
    IO_FAILED(Fault.CLUSTER, Retry.COUNTING, 5),
    /** The AppMaster is gone. */
    APPMASTER_LOST(Fault.CLUSTER, Retry.NEVER, 5),
    /** Memory ran out beyond what spilling can help. */
    OUT_OF_MEMORY(Fault.CLUSTER, Retry.COUNTING, 6),
    /** No local disk has room. */
    DISK_FULL(Fault.CLUSTER, Retry.COUNTING, 6),
    /** The output is there already, or came to be there while the job ran. */
    OUTPUT_EXISTS(Fault.JOB, Retry.NEVER, 7),
    /** The time given to the job is over. */
    TIMED_OUT(Fault.CLUSTER, Retry.NEVER, 8),
    /** This run is in progress elsewhere. */
    RUN_IN_PROGRESS(Fault.JOB, Retry.NEVER, 9),
    /** A mistake in Weft. */
    INTERNAL(Fault.WEFT, Retry.COUNTING, 70),
    /** Stopped by its user. */
    INTERRUPTED(Fault.JOB, Retry.NEVER, 130),
    /** Stopped from outside: killed through YARN or by a signal. */
    TERMINATED(Fault.CLUSTER, Retry.NEVER, 143);

    /** Who has to act: the job's author, the data's owner, the cluster's operator, or Weft's authors. */
    public enum Fault {
        JOB,
        DATA,
        CLUSTER,
        WEFT
    }

    /** What a failure with this code means for the task. */
    public enum Retry {
        /** Another attempt would fail in the same way. */
        NEVER,
        /** Another attempt may succeed; the failed one counts against the task's tries. */
        COUNTING,
        /** Another attempt may succeed, and the failed one says nothing about the task. */
        WITHOUT_COUNTING
    }

    private final Fault fault;
    private final Retry retry;
    private final int exitCode;

    ErrorCode(Fault fault, Retry retry, int exitCode) {
        this.fault = fault;
        this.retry = retry;
        this.exitCode = exitCode;
    }

    public Fault fault() {
        return fault;
    }

    public Retry retry() {
        return retry;
    }

    public int exitCode() {
        return exitCode;
    }
}
