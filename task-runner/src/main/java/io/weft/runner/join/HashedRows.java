package io.weft.runner.join;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.RowHasher;
import io.weft.runner.vector.Vector;
import java.util.List;

/**
 * Rows by the hash of their keys: an open-addressing table with linear probing. A slot holds half of the hash and the address of the first row
 * with a key, so that a row seldom looks at a key that is not its own. Keys are compared column by column, for many rows at a time.
 */
final class HashedRows extends BuildTable {
    private static final int SHIFT = 17;
    private static final int FULL = 1 << SHIFT;
    private static final int MASK = FULL - 1;
    private static final int LEAST_SLOTS = 16;

    /** Slots of eight bytes, two thirds of which are taken when all keys are different. */
    static final int BYTES_PER_ROW = 3 * Long.BYTES / 2;

    private final JoinKeys keys;
    private final StoredColumn[] columns;
    private final long[][] slots;
    private final int slotCount;

    HashedRows(RowStore store, JoinKeys keys) {
        super(new RowLinks(store));
        this.keys = keys;
        columns = new StoredColumn[keys.count()];
        for (int key = 0; key < columns.length; key++) {
            columns[key] = store.column(keys.storedColumn(key));
        }
        slotCount = (int) Math.min(Integer.MAX_VALUE, LEAST_SLOTS + store.rows() + (store.rows() >> 1));
        slots = new long[(int) (((long) slotCount + MASK) >>> SHIFT)][];
        for (int segment = 0; segment < slots.length; segment++) {
            slots[segment] = new long[Math.min(FULL, slotCount - (segment << SHIFT))];
        }
        Lookup lookup = new Lookup();
        for (int chunk = 0; chunk < store.chunkCount(); chunk++) {
            lookup.insert(store.chunk(chunk), chunk);
        }
    }

    private long slot(int number) {
        return slots[number >>> SHIFT][number & MASK];
    }

    private void fill(int number, int half, int row) {
        slots[number >>> SHIFT][number & MASK] = (long) half << Integer.SIZE | (row + 1);
    }

    /** The lower half of the hash says where a row belongs, the upper is what the slot holds of it. */
    private int home(long hash) {
        return (int) (((hash & 0xFFFF_FFFFL) * slotCount) >>> Integer.SIZE);
    }

    private static int held(long hash) {
        return (int) (hash >>> Integer.SIZE);
    }

    private int after(int number) {
        return number + 1 == slotCount ? 0 : number + 1;
    }

    @Override
    Finder finder() {
        return new Lookup();
    }

    /** Finds and inserts rows, some thousand at a time; the arrays are used again and again. */
    private final class Lookup implements Finder {
        private final RowHasher hasher = new RowHasher(columns.length);

        /** Indexes of rows that are not done, and for each row the slot it has come to. */
        private final int[] open = new int[Batch.MAX_ROWS];

        private final int[] numbers = new int[Batch.MAX_ROWS];
        private final boolean[] differs = new boolean[Batch.MAX_ROWS];
        private final int[] present = new int[Batch.MAX_ROWS];
        private final int[] heads = new int[Batch.MAX_ROWS];

        @Override
        public void find(List<Vector> probed, int[] positions, int count, int[] first) {
            long[] hashes = begin(probed, positions, count);
            for (int left = count; left > 0; ) {
                int candidates = 0;
                for (int place = 0; place < left; place++) {
                    int index = open[place];
                    long entry = walk(index, held(hashes[index]));
                    first[index] = (int) entry - 1;
                    open[candidates] = index;
                    candidates += entry == 0 ? 0 : 1;
                }
                markDifferent(probed, positions, first, candidates);
                left = goOn(candidates);
            }
        }

        private long[] begin(List<Vector> vectors, int[] positions, int count) {
            long[] hashes = hasher.hash(vectors, positions, count);
            for (int index = 0; index < count; index++) {
                open[index] = index;
                numbers[index] = home(hashes[index]);
            }
            return hashes;
        }

        /** Goes from the row's slot on to one that is free or may have its key, and returns what that holds. */
        private long walk(int index, int half) {
            int number = numbers[index];
            long entry = slot(number);
            while (entry != 0 && (int) (entry >>> Integer.SIZE) != half) {
                number = after(number);
                entry = slot(number);
            }
            numbers[index] = number;
            return entry;
        }

        private void markDifferent(List<Vector> vectors, int[] positions, int[] rows, int candidates) {
            for (int place = 0; place < candidates; place++) {
                differs[place] = false;
            }
            for (int key = 0; key < columns.length; key++) {
                columns[key].markDifferent(vectors.get(key), positions, open, rows, candidates, differs);
            }
        }

        /** Keeps those open that met another key, and sends them on; returns their number. */
        private int goOn(int candidates) {
            int left = 0;
            for (int place = 0; place < candidates; place++) {
                if (differs[place]) {
                    int index = open[place];
                    numbers[index] = after(numbers[index]);
                    open[left++] = index;
                }
            }
            return left;
        }

        void insert(Batch rows, int chunk) {
            List<Vector> vectors = keys.ofStored(rows);
            int count = JoinKeys.keepPresent(vectors, rows.positions(), rows.rowCount(), present);
            long[] hashes = begin(vectors, present, count);
            for (int left = count; left > 0; ) {
                int candidates = 0;
                for (int place = 0; place < left; place++) {
                    int index = open[place];
                    int half = held(hashes[index]);
                    long entry = walk(index, half);
                    if (entry == 0) {
                        fill(numbers[index], half, RowAddress.of(chunk, present[index]));
                    } else {
                        heads[index] = (int) entry - 1;
                        open[candidates++] = index;
                    }
                }
                markDifferent(vectors, present, heads, candidates);
                for (int place = 0; place < candidates; place++) {
                    if (!differs[place]) {
                        link(numbers[open[place]], RowAddress.of(chunk, present[open[place]]));
                    }
                }
                left = goOn(candidates);
            }
        }

        /** Puts the row before the others with its key, of which there may be more than when they were compared. */
        private void link(int number, int row) {
            long entry = slot(number);
            links().link(row, (int) entry - 1);
            fill(number, (int) (entry >>> Integer.SIZE), row);
        }
    }
}
