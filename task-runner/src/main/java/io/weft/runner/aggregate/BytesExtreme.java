package io.weft.runner.aggregate;

import io.weft.runner.vector.BytesVector;
import io.weft.runner.vector.BytesVectorBuilder;
import io.weft.runner.vector.Vector;
import java.util.Arrays;
import java.util.List;

/**
 * The least or greatest string by its bytes. A group's value has room up to a power of two, which a new value takes over if it fits; what
 * outgrown values leave behind is less than what the group has now.
 */
final class BytesExtreme extends Accumulator {
    private static final int LEAST_ROOM = 8;

    private final boolean greatest;
    private final RowScratch scratch;

    /** For each group the position in the arena, and its room and its value's length; no room where there is no value. */
    private final LongSegments places = new LongSegments(2);

    private final ByteArena arena = new ByteArena();

    BytesExtreme(boolean greatest, RowScratch scratch) {
        this.greatest = greatest;
        this.scratch = scratch;
    }

    @Override
    long bytesAfter(int groups, List<Vector> input, int[] positions, int rows) {
        BytesVector candidates = (BytesVector) input.get(0);
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

    @Override
    void addRows(List<Vector> input, int[] groups, int[] positions, int rows) {
        BytesVector candidates = (BytesVector) input.get(0);
        scratch.keepPresent(candidates, groups, positions, rows);
        for (int index = 0; index < scratch.count(); index++) {
            int row = scratch.positions()[index];
            add(scratch.groups()[index], candidates.bytes(), candidates.start(row), candidates.length(row));
        }
    }

    private void add(int group, byte[] bytes, int start, int length) {
        long[] segment = places.segments()[group >>> places.shift()];
        int place = 2 * (group & places.mask());
        int room = (int) (segment[place + 1] >>> 32);
        if (room > 0 && !replaces(segment, place, bytes, start, length)) {
            return;
        }
        if (room < length || room == 0) {
            room = room(length);
            segment[place] = arena.add(room);
        }
        segment[place + 1] = (long) room << 32 | length;
        System.arraycopy(bytes, start, arena.bytes(segment[place]), ByteArena.offset(segment[place]), length);
    }

    private boolean replaces(long[] segment, int place, byte[] bytes, int start, int length) {
        int offset = ByteArena.offset(segment[place]);
        int end = offset + (int) segment[place + 1];
        int order = Arrays.compareUnsigned(bytes, start, start + length, arena.bytes(segment[place]), offset, end);
        return greatest ? order > 0 : order < 0;
    }

    private static int room(int length) {
        int doubled = 1 << (Integer.SIZE - Integer.numberOfLeadingZeros(length - 1));
        return length <= LEAST_ROOM ? LEAST_ROOM : Math.max(length, doubled);
    }

    @Override
    void addStates(List<Vector> input, int[] groups, int[] positions, int rows) {
        addRows(input, groups, positions, rows);
    }

    @Override
    List<Vector> states(int[] groups, int count) {
        return List.of(results(groups, count));
    }

    @Override
    Vector results(int[] groups, int count) {
        BytesVectorBuilder results = new BytesVectorBuilder(count);
        for (int index = 0; index < count; index++) {
            long[] segment = places.segments()[groups[index] >>> places.shift()];
            int place = 2 * (groups[index] & places.mask());
            if (segment[place + 1] == 0) {
                results.appendNull();
            } else {
                long position = segment[place];
                results.append(arena.bytes(position), ByteArena.offset(position), (int) segment[place + 1]);
            }
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
