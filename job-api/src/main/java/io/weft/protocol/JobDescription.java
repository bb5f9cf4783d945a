package io.weft.protocol;

import io.weft.stage.StageGraph;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that the AppMaster must know of a job. The client makes it; the AppMaster's container finds it in a file.
 *
 * @param name for people: the job's class
 * @param functions the user functions, as {@link FunctionTable} writes them
 * @param settings the settings that were given, by name
 */
public record JobDescription(String name, StageGraph stages, Payload functions, SortedMap<String, String> settings) {
    public JobDescription {
        settings = new TreeMap<>(settings);
    }

    public byte[] toBytes() {
        return Wire.toBytes(this, JobDescription::write);
    }

    /**
     * Reads a description.
     *
     * @throws IllegalArgumentException if the bytes are none
     */
    public static JobDescription fromBytes(byte[] bytes) {
        return Wire.fromBytes(bytes, JobDescription::read);
    }

    private static void write(JobDescription job, DataOutput out) throws IOException {
        Wire.writeString(job.name, out);
        StageCodec.writeGraph(job.stages, out);
        Wire.writeBytes(job.functions.bytes(), out);
        Wire.writeInt(job.settings.size(), out);
        for (Map.Entry<String, String> setting : job.settings.entrySet()) {
            Wire.writeString(setting.getKey(), out);
            Wire.writeString(setting.getValue(), out);
        }
    }

    private static JobDescription read(DataInput in) throws IOException {
        String name = Wire.readString(in);
        StageGraph stages = StageCodec.readGraph(in);
        Payload functions = new Payload(Wire.readBytes(in));
        SortedMap<String, String> settings = new TreeMap<>();
        for (int left = Wire.readLength(in); left > 0; left--) {
            settings.put(Wire.readString(in), Wire.readString(in));
        }
        return new JobDescription(name, stages, functions, settings);
    }
}
