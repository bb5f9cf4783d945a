package io.weft.expr;

import java.time.Instant;
import java.time.ZoneId;

/**
 * The time of a job, the same for all its rows, attempts and outputs.
 *
 * @param now when the job was planned
 * @param zone the session's: of all that needs a zone and names none
 */
public record JobTime(Instant now, ZoneId zone) {
    public JobTime {
        zone = zone.normalized();
    }
}
