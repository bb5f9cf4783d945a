package io.weft.runner.aggregate;

import io.weft.runner.vector.BytesVector;
import io.weft.runner.vector.BytesVectorBuilder;
import io.weft.runner.vector.Vector;
import java.util.Arrays;

/**
 * Strings, in an arena. A group's value has room up to a power of two, which a new value takes over if it fits; what outgrown values leave
 * behind is less than what the group has now.
 */
final class BytesValues extends GroupValues {
    private static final int LEAST_ROOM = 8;

    /** For each group the position in the arena, and its room and its value's length; no room where there is no value. */
    private final LongSegments places = new LongSegments(2);

    private final ByteArena arena = new ByteArena();

    @Override
    long bytesAfter(int groups, Vector source, int[] positions, int rows) {
        BytesVector candidates = (BytesVector) source;
        long small = 0;
        long large = 0;
        for (int index = 0; index < rows; index++) {
            int room = room(candidates.length(positions[index]));
            if (ByteArena.isLarge(room)) {
                large += room;
            } else {
                small += room;
            }
        }
        return places.bytesFor(groups) + arena.bytesAfter(small, large);
    }

    @Override
    long retainedBytes() {
        return places.retainedBytes() + arena.retainedBytes();
    }

    @Override
    void ensure(int groups) {
        places.ensure(groups);
    }

    /** Whether the group has had a value. */
    boolean isSet(int group) {
        return places.segments()[group >>> places.shift()][2 * (group & places.mask()) + 1] != 0;
    }

    @Override
    void set(int group, Vector source, int row) {
        BytesVector strings = (BytesVector) source;
        int length = strings.length(row);
        long[] segment = places.segments()[group >>> places.shift()];
        int place = 2 * (group & places.mask());
        int room = (int) (segment[place + 1] >>> 32);
        if (room < length || room == 0) {
            room = room(length);
            segment[place] = arena.add(room);
        }
        segment[place + 1] = (long) room << 32 | length;
        System.arraycopy(
                strings.bytes(),
                strings.start(row),
                arena.bytes(segment[place]),
                ByteArena.offset(segment[place]),
                length);
    }

    @Override
    int compare(int group, Vector source, int row) {
        BytesVector strings = (BytesVector) source;
        long[] segment = places.segments()[group >>> places.shift()];
        int place = 2 * (group & places.mask());
        int offset = ByteArena.offset(segment[place]);
        int end = offset + (int) segment[place + 1];
        int start = strings.start(row);
        return Arrays.compareUnsigned(
                arena.bytes(segment[place]), offset, end, strings.bytes(), start, start + strings.length(row));
    }

    @Override
    int compare(int left, int right) {
        long leftPosition = position(left);
        long rightPosition = position(right);
        int leftStart = ByteArena.offset(leftPosition);
        int rightStart = ByteArena.offset(rightPosition);
        return Arrays.compareUnsigned(
                arena.bytes(leftPosition),
                leftStart,
                leftStart + length(left),
                arena.bytes(rightPosition),
                rightStart,
                rightStart + length(right));
    }

    private long position(int group) {
        return places.segments()[group >>> places.shift()][2 * (group & places.mask())];
    }

    private int length(int group) {
        return (int) places.segments()[group >>> places.shift()][2 * (group & places.mask()) + 1];
    }

    private static int room(int length) {
        int doubled = 1 << (Integer.SIZE - Integer.numberOfLeadingZeros(length - 1));
        return length <= LEAST_ROOM ? LEAST_ROOM : Math.max(length, doubled);
    }

    @Override
    Vector vector(int[] groups, int count, boolean[] nulls) {
        BytesVectorBuilder results = new BytesVectorBuilder(count);
        for (int index = 0; index < count; index++) {
            if (nulls[index]) {
                results.appendNull();
                continue;
            }
            long[] segment = places.segments()[groups[index] >>> places.shift()];
            int place = 2 * (groups[index] & places.mask());
            long position = segment[place];
            results.append(arena.bytes(position), ByteArena.offset(position), (int) segment[place + 1]);
        }
        return results.build();
    }

    @Override
    long bytes(int group) {
        long[] segment = places.segments()[group >>> places.shift()];
        return (long) Integer.BYTES + (int) segment[2 * (group & places.mask()) + 1];
    }

    @Override
    void clear() {
        places.clear();
        arena.clear();
    }
}
