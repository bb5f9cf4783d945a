package io.weft.runner.block;

/** How a block's payload is compressed. The id is in each block. */
public enum Codec {
    /** Not at all. */
    NONE(0),
    /** LZ4's block format. */
    LZ4(1);

    private final int id;

    Codec(int id) {
        this.id = id;
    }

    int id() {
        return id;
    }

    static Codec of(int id) throws DamagedBlockException {
        for (Codec codec : values()) {
            if (codec.id == id) {
                return codec;
            }
        }
        throw new DamagedBlockException("it names an unknown codec, " + id);
    }
}
