package io.weft.protocol;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A file that an attempt has written and closed in its own place in the staging directory.
 *
 * @param name its path relative to the attempt's directory, which is also its path in the committed output
 * @param length in bytes
 * @param rows in it
 * @param checksum CRC32C of its bytes
 */
public record OutputFile(String name, long length, long rows, long checksum) {
    void writeTo(DataOutput out) throws IOException {
        Wire.writeString(name, out);
        Wire.writeLong(length, out);
        Wire.writeLong(rows, out);
        Wire.writeLong(checksum, out);
    }

    static OutputFile readFrom(DataInput in) throws IOException {
        return new OutputFile(Wire.readString(in), Wire.readLong(in), Wire.readLong(in), Wire.readLong(in));
    }
}
