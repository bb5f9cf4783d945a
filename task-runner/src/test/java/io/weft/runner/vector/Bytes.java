package io.weft.runner.vector;

import java.util.HexFormat;

/** What tests hold for a binary value: equal and ordered as its bytes are, which an array is not. */
public record Bytes(String hex) implements Comparable<Bytes> {
    public static Bytes of(byte[] bytes) {
        return new Bytes(HexFormat.of().formatHex(bytes));
    }

    public byte[] array() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public int compareTo(Bytes other) {
        return hex.compareTo(other.hex);
    }
}
