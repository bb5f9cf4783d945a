package io.weft.runner.task;

/**
 * What a runner says of itself.
 *
 * @param container that it lives in
 * @param host as YARN names it
 * @param slots attempts that it runs at the same time
 * @param servicePort of the node's shuffle service, 0 where there is none
 * @param runnerPort of the runner's own shuffle server
 */
public record RunnerIdentity(String container, String host, int slots, int servicePort, int runnerPort) {}
