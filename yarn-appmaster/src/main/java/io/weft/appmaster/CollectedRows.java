package io.weft.appmaster;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.protocol.Payload;
import io.weft.protocol.Reply;
import io.weft.stage.AttemptId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rows that collecting attempts have sent, within the limit on a result. When it is known who won, {@link #settle} keeps
 * the winners' pages. For the scheduler's thread.
 */
final class CollectedRows {
    private final long maxBytes;
    private final Map<AttemptId, SortedMap<Integer, Payload>> pages = new HashMap<>();
    private final Map<Integer, Map<AttemptId, Long>> bytes = new HashMap<>();
    private final Map<Integer, List<Payload>> results = new HashMap<>();

    CollectedRows(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Keeps a page of a consumer's rows; the same page again changes nothing.
     *
     * @throws WeftException with {@code RESULT_TOO_LARGE} beyond the limit
     */
    void add(int consumer, AttemptId attempt, int page, Payload blocks) {
        SortedMap<Integer, Payload> own = pages.computeIfAbsent(attempt, id -> new TreeMap<>());
        own.put(page, blocks);
        Map<AttemptId, Long> ofConsumer = bytes.computeIfAbsent(consumer, number -> new HashMap<>());
        ofConsumer.put(attempt, own.values().stream().mapToLong(Payload::length).sum());
        if (ofConsumer.values().stream().mapToLong(Long::longValue).sum() > maxBytes) {
            throw new WeftException(
                    ErrorCode.RESULT_TOO_LARGE,
                    "Cannot collect the result: it has more than %d MB (write it instead, or raise weft.result.max-mb)",
                    maxBytes >> 20);
        }
    }

    /** Adds the pages of a stage's winners, in their order, to the result of a consumer. */
    void settle(int consumer, List<AttemptId> winners) {
        List<Payload> result = results.computeIfAbsent(consumer, number -> new ArrayList<>());
        for (AttemptId winner : winners) {
            result.addAll(pages.getOrDefault(winner, new TreeMap<>()).values());
        }
    }

    /** A page of a result; beyond the last one an empty one. */
    Reply.Rows page(int consumer, int page) {
        List<Payload> result = results.getOrDefault(consumer, List.of());
        Payload blocks = page < result.size() ? result.get(page) : new Payload(new byte[0]);
        return new Reply.Rows(blocks, page + 1 >= result.size());
    }
}
