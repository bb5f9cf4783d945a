package io.weft.runner.sort;

import java.util.List;

/** A place in a sorted piece of rows in memory. */
final class MemoryCursor extends RunCursor {
    private final List<SortChunk> chunks;
    private final int[] addresses;
    private int next = 1;

    /** Stands at the first of at least one address. */
    MemoryCursor(List<SortChunk> chunks, int[] addresses) {
        super(chunks.get(SortChunk.number(addresses[0])));
        this.chunks = chunks;
        this.addresses = addresses;
        row = SortChunk.row(addresses[0]);
    }

    @Override
    byte[] first() {
        return key(addresses[0]);
    }

    @Override
    byte[] last() {
        return key(addresses[addresses.length - 1]);
    }

    private byte[] key(int address) {
        RowKeys keys = chunks.get(SortChunk.number(address)).keys();
        return keys.copy(SortChunk.row(address), SpilledRun.MOST_KEY_BYTES);
    }

    @Override
    boolean step() {
        if (next == addresses.length) {
            return false;
        }
        int address = addresses[next++];
        chunk = chunks.get(SortChunk.number(address));
        row = SortChunk.row(address);
        note();
        return true;
    }

    @Override
    boolean load() {
        return false;
    }
}
