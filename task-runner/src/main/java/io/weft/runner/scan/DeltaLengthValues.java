package io.weft.runner.scan;

import java.nio.ByteBuffer;

/** Byte strings one after the other behind all their lengths: Parquet's encoding DELTA_LENGTH_BYTE_ARRAY. */
final class DeltaLengthValues extends PageValues {
    private static final int SKIPPED_AT_ONCE = 1024;

    private final PageInput in;
    private final DeltaLengths lengths;

    DeltaLengthValues(ByteBuffer buffer) {
        in = new PageInput(buffer);
        lengths = new DeltaLengths(in);
    }

    @Override
    void bytes(BytesBuffer target, int from, int count) {
        long bytes = lengths.read(target.lengths(), from, count);
        int source = in.take(bytes);
        int place = target.reserve(bytes);
        System.arraycopy(in.bytes(), source, target.bytes(), place, (int) bytes);
    }

    @Override
    void skip(int count) {
        int[] skipped = new int[Math.min(count, SKIPPED_AT_ONCE)];
        for (int done = 0; done < count; done += skipped.length) {
            in.take(lengths.read(skipped, 0, Math.min(skipped.length, count - done)));
        }
    }
}
