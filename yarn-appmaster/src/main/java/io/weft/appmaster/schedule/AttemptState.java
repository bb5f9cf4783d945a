package io.weft.appmaster.schedule;

import io.weft.error.Failure;
import io.weft.protocol.Counters;
import io.weft.protocol.OutputFile;
import java.util.Optional;

/** Where an attempt stands. What counts of its container is a fact of its own: see {@link Runner}. */
sealed interface AttemptState {
    AttemptStart start();

    Counters counters();

    AttemptState counted(Counters counters);

    AttemptState succeeded(Counters counters, AttemptOutput output, long nowMillis);

    AttemptState failed(Counters counters, Failure failure, long nowMillis);

    AttemptState killed(long nowMillis);

    /** Its output can no longer be had. */
    AttemptState outputLost();

    /** Given to a runner. */
    record Running(AttemptStart start, Counters counters) implements AttemptState {
        @Override
        public AttemptState counted(Counters newer) {
            return new Running(start, newer);
        }

        @Override
        public AttemptState succeeded(Counters last, AttemptOutput output, long nowMillis) {
            return new Succeeded(start, last, nowMillis, output);
        }

        @Override
        public AttemptState failed(Counters last, Failure failure, long nowMillis) {
            return new Failed(start, last, nowMillis, failure);
        }

        @Override
        public AttemptState killed(long nowMillis) {
            return new Killed(start, counters, nowMillis);
        }

        @Override
        public AttemptState outputLost() {
            throw new IllegalStateException("Attempt %s has no output to lose: it runs".formatted(start.attempt()));
        }
    }

    /** The attempt is over; whatever still arrives about it changes nothing. */
    sealed interface Over extends AttemptState {
        long endMillis();

        @Override
        default AttemptState counted(Counters newer) {
            return this;
        }

        @Override
        default AttemptState succeeded(Counters last, AttemptOutput output, long nowMillis) {
            return this;
        }

        @Override
        default AttemptState failed(Counters last, Failure failure, long nowMillis) {
            return this;
        }

        @Override
        default AttemptState killed(long nowMillis) {
            return this;
        }

        @Override
        default AttemptState outputLost() {
            return this;
        }
    }

    /** Its output may be used. */
    record Succeeded(AttemptStart start, Counters counters, long endMillis, AttemptOutput output) implements Over {
        @Override
        public AttemptState outputLost() {
            return new OutputLost(start, counters, endMillis, output.badRows());
        }
    }

    record Failed(AttemptStart start, Counters counters, long endMillis, Failure failure) implements Over {}

    /** Of no more use when it ended. */
    record Killed(AttemptStart start, Counters counters, long endMillis) implements Over {}

    /** It had succeeded, but its output is gone from the host that held it; rows that were set aside are not. */
    record OutputLost(AttemptStart start, Counters counters, long endMillis, Optional<OutputFile> badRows)
            implements Over {}
}
