package io.weft.runner.scan;

import java.nio.ByteBuffer;
import org.apache.parquet.column.Encoding;
import org.jspecify.annotations.Nullable;

/**
 * One page of a column chunk, decompressed. Valid until the next page is read.
 *
 * @param slots the number of entries, nulls included
 * @param repetitionLevels null where the column cannot repeat
 * @param definitionLevels null where the column cannot hold nulls
 * @param values the encoded values, in a buffer that has an array
 */
record Page(
        int slots,
        Encoding encoding,
        @Nullable RunLengthDecoder repetitionLevels,
        @Nullable RunLengthDecoder definitionLevels,
        ByteBuffer values) {}
