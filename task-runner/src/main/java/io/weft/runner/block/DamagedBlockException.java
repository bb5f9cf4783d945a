package io.weft.runner.block;

/** Says within this package what is wrong with a block; {@link BlockReader} adds where it came from. */
final class DamagedBlockException extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedBlockException(String reason) {
        super(reason);
    }
}
