package io.weft.runner.join;

import io.weft.runner.vector.RowHasher;

/** A bloom filter of hashes: one word of 64 bits is looked at for each, and four bits in it. */
final class KeyBloom {
    private static final long STEP = 0xD6E8_FEB8_6659_FD93L;
    private static final int BIT_MASK = Long.SIZE - 1;
    private static final int BIT_BITS = 6;

    /** Beyond this part of all bits set a third or more of all hashes would pass. */
    private static final double MOST_FILL = 0.75;

    /** Up to this part, about one in 250 passes that should not. */
    private static final double GOOD_FILL = 0.25;

    private final long[] words;
    private final int shift;

    private KeyBloom(long[] words) {
        this.words = words;
        shift = Long.SIZE - Integer.numberOfTrailingZeros(words.length);
    }

    /** An empty filter of at most so many bytes. */
    static KeyBloom ofBytes(long most) {
        long words = Math.min(1 << 28, Math.max(2, most / Long.BYTES));
        return new KeyBloom(new long[(int) Long.highestOneBit(words)]);
    }

    void add(long hash) {
        long bits = RowHasher.mix(hash + STEP);
        words[(int) (bits >>> shift)] |= mask(bits);
    }

    /** False only for a hash that was not added. */
    boolean mayHold(long hash) {
        long bits = RowHasher.mix(hash + STEP);
        long mask = mask(bits);
        return (words[(int) (bits >>> shift)] & mask) == mask;
    }

    private static long mask(long bits) {
        long first = 1L << (bits & BIT_MASK) | 1L << ((bits >>> BIT_BITS) & BIT_MASK);
        long others = bits >>> (2 * BIT_BITS);
        return first | 1L << (others & BIT_MASK) | 1L << ((others >>> BIT_BITS) & BIT_MASK);
    }

    /** The same in as few bytes as tell hashes apart well. */
    KeyBloom folded() {
        KeyBloom smaller = this;
        for (double fill = fill(); 2 * fill <= GOOD_FILL && smaller.words.length > 2; fill *= 2) {
            smaller = smaller.half();
        }
        return smaller;
    }

    /** Which word a hash belongs to is said by its first bits, so that neighbours become one. */
    private KeyBloom half() {
        long[] halved = new long[words.length / 2];
        for (int word = 0; word < halved.length; word++) {
            halved[word] = words[2 * word] | words[2 * word + 1];
        }
        return new KeyBloom(halved);
    }

    /** Whether it passes so many hashes that it is not worth asking. */
    boolean isUseless() {
        return fill() > MOST_FILL;
    }

    private double fill() {
        long set = 0;
        for (long word : words) {
            set += Long.bitCount(word);
        }
        return set / ((double) Long.SIZE * words.length);
    }

    long bytes() {
        return (long) Long.BYTES * words.length;
    }
}
