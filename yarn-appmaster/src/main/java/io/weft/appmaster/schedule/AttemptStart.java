package io.weft.appmaster.schedule;

import io.weft.stage.AttemptId;
import java.util.Optional;

/**
 * Where and when an attempt was started.
 *
 * @param remote why it does not run beside its data; empty where it does
 */
public record AttemptStart(
        AttemptId attempt,
        String container,
        String host,
        Locality locality,
        Optional<RemoteReason> remote,
        long startMillis) {}
