package io.weft.appmaster.schedule;

import io.weft.stage.AttemptId;

/** Where and when an attempt was started. */
public record AttemptStart(AttemptId attempt, String container, String host, Locality locality, long startMillis) {}
