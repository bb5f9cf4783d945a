package io.weft.runner.shuffle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Asks a server for one partition of several outputs, in this order.
 *
 * @param outputs at least one, all of the application
 * @param keepAlive whether the server leaves the connection open after its reply
 */
record ShuffleRequest(ShuffleApplication application, int partition, List<MapOutputId> outputs, boolean keepAlive) {
    static final String METHOD = "GET";
    static final String HTTP_VERSION = "HTTP/1.1";

    /** Hadoop's handler refuses a longer request line. */
    static final int MAX_LINE_BYTES = 4096;

    private static final String PATH = "/mapOutput?";

    ShuffleRequest {
        outputs = List.copyOf(outputs);
        if (partition < 0 || outputs.isEmpty()) {
            throw new IllegalArgumentException(
                    "Invalid request for partition %d of %d outputs".formatted(partition, outputs.size()));
        }
        for (MapOutputId output : outputs) {
            if (!output.application().equals(application)) {
                throw new IllegalArgumentException("%s is not of %s".formatted(output, application));
            }
        }
    }

    /** A request for the first outputs of a list, as many as one line takes, and at most {@code limit}. */
    static ShuffleRequest forFirst(int partition, Iterable<MapOutputId> outputs, int limit) {
        List<MapOutputId> taken = new ArrayList<>();
        int bytes = 0;
        for (MapOutputId output : outputs) {
            bytes += output.toString().length() + 1;
            // What is not ids is shorter than 128 bytes: method, path, names, job, partition, version.
            if (taken.size() >= limit || bytes > MAX_LINE_BYTES - 128) {
                break;
            }
            taken.add(output);
        }
        if (taken.isEmpty()) {
            throw new IllegalArgumentException("Nothing to ask for");
        }
        return new ShuffleRequest(taken.get(0).application(), partition, taken, true);
    }

    /** The part of the request line that is signed. */
    String target() {
        StringBuilder target = new StringBuilder(PATH)
                .append("job=")
                .append(application.jobParameter())
                .append("&reduce=")
                .append(partition)
                .append("&map=");
        for (int i = 0; i < outputs.size(); i++) {
            target.append(i == 0 ? "" : ",").append(outputs.get(i));
        }
        return target.append(keepAlive ? "&keepAlive=true" : "").toString();
    }

    String line() {
        return METHOD + " " + target() + " " + HTTP_VERSION;
    }

    /**
     * Reads what {@link #target} writes, with the parameters in any order.
     *
     * @throws IllegalArgumentException if anything else is in it, with a text for the one who asked
     */
    static ShuffleRequest parse(String target) {
        if (!target.startsWith(PATH)) {
            throw new IllegalArgumentException("Not a request for map outputs");
        }
        Map<String, String> parameters = new TreeMap<>();
        for (String parameter : target.substring(PATH.length()).split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals < 0 || parameters.put(parameter.substring(0, equals), parameter.substring(equals + 1)) != null) {
                throw new IllegalArgumentException("Malformed or repeated parameter");
            }
        }
        String map = parameters.getOrDefault("map", "");
        List<MapOutputId> outputs = new ArrayList<>();
        for (String id : map.split(",", -1)) {
            outputs.add(MapOutputId.parse(id));
        }
        return new ShuffleRequest(
                ShuffleApplication.parseJobParameter(parameters.getOrDefault("job", "")),
                Integer.parseInt(parameters.getOrDefault("reduce", "")),
                outputs,
                "true".equals(parameters.get("keepAlive")));
    }
}
