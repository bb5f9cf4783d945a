package io.weft.runner.shuffle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Decides what a server replies to a request: refuses, or finds the segments. No bytes are moved here. */
final class ServedOutputs {
    /** Hadoop's handler and readers count this header in milliseconds, unlike HTTP. */
    static final byte[] BUSY = HttpHead.bytes("HTTP/1.1 429 TOO MANY REQUESTS\r\n" + HttpHead.RETRY_AFTER + ": 1000\r\n"
            + HttpHead.CONTENT_LENGTH + ": 0\r\n" + HttpHead.CONNECTION + ": close\r\n\r\n");

    /** A refusal, after which the connection is closed. An unsigned request gets an empty reason. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String status;

        private RefusedException(String status, String reason) {
            super(reason);
            this.status = status;
        }

        byte[] reply() {
            String reason = String.valueOf(getMessage());
            return HttpHead.bytes("HTTP/1.1 " + status + "\r\n" + HttpHead.CONTENT_LENGTH + ": "
                    + HttpHead.bytes(reason).length + "\r\n" + HttpHead.CONNECTION + ": close\r\n\r\n" + reason);
        }
    }

    /** The head of a reply and the segments that follow it. */
    record Reply(String head, List<StoredSegment> segments, boolean keepAlive) {}

    private final int port;
    private final ShuffleApplication application;
    private final ShuffleSignature signature;
    private final LocalOutputs outputs;

    ServedOutputs(int port, ShuffleApplication application, ShuffleSignature signature, LocalOutputs outputs) {
        this.port = port;
        this.application = application;
        this.signature = signature;
        this.outputs = outputs;
    }

    Reply answer(HttpHead head) throws RefusedException {
        String[] words = head.firstLine().split(" ", -1);
        String requestSignature = head.field(HttpHead.REQUEST_SIGNATURE);
        if (words.length != 3 || !ShuffleSignature.matches(signature.ofRequest(port, words[1]), requestSignature)) {
            throw new RefusedException("401 Unauthorized", "");
        }
        ShuffleRequest request = parse(head, words);
        List<StoredSegment> segments = find(request);
        long length = 0;
        for (StoredSegment segment : segments) {
            length += segment.header().encode().length + segment.header().length();
        }
        String text = "HTTP/1.1 200 OK\r\n" + HttpHead.PROTOCOL_FIELDS + HttpHead.REPLY_SIGNATURE + ": "
                + signature.ofReply(requestSignature) + "\r\n" + HttpHead.CONNECTION + ": "
                + (request.keepAlive() ? HttpHead.KEEP_ALIVE : "close") + "\r\n" + HttpHead.CONTENT_LENGTH + ": "
                + length + "\r\n\r\n";
        return new Reply(text, segments, request.keepAlive());
    }

    private ShuffleRequest parse(HttpHead head, String[] words) throws RefusedException {
        if (!words[0].equals(ShuffleRequest.METHOD) || !head.speaksShuffle()) {
            throw new RefusedException("400 Bad Request", "Incompatible shuffle request version");
        }
        ShuffleRequest request;
        try {
            request = ShuffleRequest.parse(words[1]);
        } catch (IllegalArgumentException e) {
            throw new RefusedException("400 Bad Request", "Bad request: " + e.getMessage());
        }
        if (!request.application().equals(application)) {
            throw new RefusedException("401 Unauthorized", "");
        }
        return request;
    }

    private List<StoredSegment> find(ShuffleRequest request) throws RefusedException {
        List<StoredSegment> segments = new ArrayList<>(request.outputs().size());
        for (MapOutputId id : request.outputs()) {
            try {
                MapOutputFile file = outputs.find(id);
                if (file == null) {
                    throw missing("Could not find map output " + id);
                }
                if (request.partition() >= file.index().partitions()) {
                    throw missing("Map output %s has %d partitions and no partition %d"
                            .formatted(id, file.index().partitions(), request.partition()));
                }
                segments.add(file.segment(request.partition()));
            } catch (IOException e) {
                throw missing(e.toString());
            }
        }
        return segments;
    }

    private static RefusedException missing(String reason) {
        return new RefusedException("500 Internal Server Error", reason);
    }
}
