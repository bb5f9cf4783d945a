package io.weft.runner.scan;

/** Takes byte strings one after the other, by copying what it needs. */
@FunctionalInterface
interface BytesConsumer {
    void add(byte[] source, int start, int length);
}
