package io.weft.runner.task;

import io.weft.stage.FileRange;
import io.weft.stage.FileSplit;
import io.weft.stage.FormatSplit;
import io.weft.stage.Split;
import java.nio.charset.StandardCharsets;

/** Numbers splits by what they are: not by the order in which they were found, nor by where and when their files were written. */
final class SplitNumber {
    private static final long START = 0xCBF2_9CE4_8422_2325L;
    private static final long PRIME = 0x100_0000_01B3L;

    private SplitNumber() {}

    /** The number of a split: a hash, so that two splits hardly ever have the same. */
    static long of(Split split) {
        long number = START;
        if (split instanceof FileSplit files) {
            for (FileRange range : files.ranges()) {
                number = add(number, (range.path() + "@" + range.offset()).getBytes(StandardCharsets.UTF_8));
            }
        } else if (split instanceof FormatSplit piece) {
            number = add(add(number, piece.name().getBytes(StandardCharsets.UTF_8)), piece.content());
        }
        return number;
    }

    /** FNV-1a. */
    private static long add(long number, byte[] bytes) {
        long hash = number;
        for (byte value : bytes) {
            hash = (hash ^ (value & 0xFF)) * PRIME;
        }
        return hash;
    }
}
