package io.weft.stage;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A piece of an input that is not byte ranges of files, such as a range of a table's keys. Its format has written down what the
 * piece is, and reads it back where the rows are read; to all others that is opaque.
 */
public final class FormatSplit implements Split {
    private final String name;
    private final int version;
    private final byte[] content;
    private final OptionalLong length;
    private final List<String> hosts;

    /**
     * @param name for people, in logs and errors
     * @param version of the content, by its format's own count
     * @param content whoever makes the split no longer changes the array
     * @param length in bytes, empty where the format does not know
     */
    public FormatSplit(String name, int version, byte[] content, OptionalLong length, List<String> hosts) {
        if (name.isEmpty() || length.orElse(0) < 0) {
            throw new IllegalArgumentException("Invalid split '%s' of length %s".formatted(name, length));
        }
        this.name = name;
        this.version = version;
        this.content = content;
        this.length = length;
        this.hosts = List.copyOf(hosts);
    }

    /** What people call the piece. */
    public String name() {
        return name;
    }

    public int version() {
        return version;
    }

    /** The bytes themselves, not a copy; not to be changed. */
    public byte[] content() {
        return content;
    }

    @Override
    public OptionalLong length() {
        return length;
    }

    @Override
    public List<String> hosts() {
        return hosts;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FormatSplit split
                && name.equals(split.name)
                && version == split.version
                && Arrays.equals(content, split.content)
                && length.equals(split.length)
                && hosts.equals(split.hosts);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, version, Arrays.hashCode(content), length, hosts);
    }

    @Override
    public String toString() {
        return "%s (version %d, %d bytes of description) on %s".formatted(name, version, content.length, hosts);
    }
}
