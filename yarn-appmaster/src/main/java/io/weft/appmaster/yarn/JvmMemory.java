package io.weft.appmaster.yarn;

import io.weft.config.Keys;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import java.util.List;

/**
 * How the memory of a container is divided within its JVM, in megabytes. YARN kills a container whose processes use more
 * than was granted, so that every part has a limit and all limits together fit.
 *
 * @param heap objects; the operators' memory is a share of it
 * @param direct buffers outside of the heap
 * @param metaspace loaded classes, their compressed pointers included
 * @param codeCache compiled code
 */
public record JvmMemory(int heap, int direct, int metaspace, int codeCache) {
    private static final int STACK_KILOBYTES = 512;
    private static final int SERVICE_STACKS = 12;
    private static final int STACKS_PER_SLOT = 4;

    /** The JVM's own structures and what C libraries allocate: compression, name services. */
    private static final int NATIVE = 32;

    private static final int NATIVE_SHARE = 20;
    private static final int SHARE_OF_CLASSES = 8;
    private static final int SHARE_OF_CODE = 16;
    private static final int SHARE_OF_DIRECT = 16;

    /**
     * The division of a container's memory.
     *
     * @param container megabytes that were granted
     * @param slots attempts at the same time
     * @throws WeftException INVALID_SETTING if too little would be left for the heap
     */
    public static JvmMemory of(int container, int slots) {
        int metaspace = between(64, container / SHARE_OF_CLASSES, 256);
        int codeCache = between(24, container / SHARE_OF_CODE, 128);
        int direct = between(16, container / SHARE_OF_DIRECT, 256);
        int stacks = SERVICE_STACKS + STACKS_PER_SLOT * slots;
        int others = NATIVE + container / NATIVE_SHARE;
        int heap = container - metaspace - codeCache - direct - stacks - others;
        if (heap < container / 4) {
            throw new WeftException(
                    ErrorCode.INVALID_SETTING,
                    "Cannot run %d slots in a container of %d MB: %d MB would be left for the heap (raise %s)",
                    slots,
                    container,
                    Math.max(0, heap),
                    Keys.RUNNER_MEMORY_MB.name());
        }
        return new JvmMemory(heap, direct, metaspace, codeCache);
    }

    private static int between(int least, int wanted, int most) {
        return Math.max(least, Math.min(wanted, most));
    }

    /** The JVM's flags for this division. */
    List<String> flags() {
        return List.of(
                "-Xmx" + heap + "m",
                "-Xss" + STACK_KILOBYTES + "k",
                "-XX:MaxDirectMemorySize=" + direct + "m",
                "-XX:MaxMetaspaceSize=" + metaspace + "m",
                // By default a gigabyte is reserved for these alone, and YARN counts what is reserved, too.
                "-XX:CompressedClassSpaceSize=" + Math.max(16, metaspace / 4) + "m",
                "-XX:ReservedCodeCacheSize=" + codeCache + "m");
    }
}
