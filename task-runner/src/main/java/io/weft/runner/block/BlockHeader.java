package io.weft.runner.block;

import io.weft.runner.vector.Batch;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** The fixed part before each payload. It has a checksum of its own, so that its lengths can be believed. */
record BlockHeader(Codec codec, int rows, int storedLength, int rawLength, int payloadChecksum) {
    static final int BYTES = 24;

    private static final int MAGIC = 'W' | 'F' << 8 | 'B' << 16 | '1' << 24;
    private static final int LZ4_MOST_EXPANSION = 255;
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    void writeTo(byte[] bytes, int offset) {
        INT.set(bytes, offset, MAGIC);
        INT.set(bytes, offset + 4, codec.id() | rows << 16);
        INT.set(bytes, offset + 8, storedLength);
        INT.set(bytes, offset + 12, rawLength);
        INT.set(bytes, offset + 16, payloadChecksum);
        INT.set(bytes, offset + 20, checksum(bytes, offset, BYTES - 4));
    }

    static BlockHeader readFrom(byte[] bytes) throws DamagedBlockException {
        int magic = (int) INT.get(bytes, 0);
        if (magic != MAGIC) {
            throw new DamagedBlockException("it begins with %08x, not with %08x"
                    .formatted(Integer.reverseBytes(magic), Integer.reverseBytes(MAGIC)));
        }
        if ((int) INT.get(bytes, 20) != checksum(bytes, 0, BYTES - 4)) {
            throw new DamagedBlockException("the checksum of its header is wrong");
        }
        int codecAndRows = (int) INT.get(bytes, 4);
        BlockHeader header = new BlockHeader(
                Codec.of(codecAndRows & 0xffff),
                codecAndRows >>> 16,
                (int) INT.get(bytes, 8),
                (int) INT.get(bytes, 12),
                (int) INT.get(bytes, 16));
        header.check();
        return header;
    }

    private void check() throws DamagedBlockException {
        long mostRaw = codec == Codec.NONE ? storedLength : (long) storedLength * LZ4_MOST_EXPANSION;
        if (rows > Batch.MAX_ROWS || storedLength < 0 || rawLength < 0 || rawLength > mostRaw) {
            throw new DamagedBlockException("its header makes no sense: " + this);
        }
    }

    static int checksum(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }
}
