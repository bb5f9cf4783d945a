package io.weft.benchmarks;

import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesWriter.DoubleByteStreamSplitValuesWriter;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.apache.parquet.column.values.deltalengthbytearray.DeltaLengthByteArrayValuesWriter;
import org.apache.parquet.column.values.deltastrings.DeltaByteArrayWriter;
import org.apache.parquet.column.values.dictionary.DictionaryValuesWriter.PlainBinaryDictionaryValuesWriter;
import org.apache.parquet.column.values.dictionary.DictionaryValuesWriter.PlainLongDictionaryValuesWriter;
import org.apache.parquet.column.values.plain.PlainValuesWriter;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridValuesWriter;

/** A column in an encoding. */
public enum PageForm {
    PLAIN_BIGINT(SampleColumn.BIGINT),
    PLAIN_NULLABLE_BIGINT(SampleColumn.NULLABLE_BIGINT),
    PLAIN_DECIMAL(SampleColumn.DECIMAL),
    PLAIN_STRING(SampleColumn.STRING),
    DICTIONARY_BIGINT(SampleColumn.BIGINT),
    DICTIONARY_DECIMAL(SampleColumn.DECIMAL),
    DICTIONARY_STRING(SampleColumn.STRING),
    DELTA_BIGINT(SampleColumn.BIGINT),
    DELTA_LENGTH_STRING(SampleColumn.STRING),
    DELTA_STRING(SampleColumn.STRING),
    SPLIT_DOUBLE(SampleColumn.DOUBLE),
    RUN_LENGTH_BOOLEAN(SampleColumn.BOOLEAN),
    PLAIN_LIST(SampleColumn.LIST);

    private static final int FIRST_BYTES = 1 << 10;
    private static final int PAGE_BYTES = 1 << 20;
    private static final ByteBufferAllocator MEMORY = new HeapByteBufferAllocator();

    private final SampleColumn column;

    PageForm(SampleColumn column) {
        this.column = column;
    }

    SampleColumn column() {
        return column;
    }

    /** parquet-column's writer of the encoding. */
    ValuesWriter writer() {
        return switch (this) {
            case PLAIN_BIGINT, PLAIN_NULLABLE_BIGINT, PLAIN_DECIMAL, PLAIN_STRING, PLAIN_LIST ->
                new PlainValuesWriter(FIRST_BYTES, PAGE_BYTES, MEMORY);
            case DICTIONARY_BIGINT, DICTIONARY_DECIMAL ->
                new PlainLongDictionaryValuesWriter(PAGE_BYTES, Encoding.RLE_DICTIONARY, Encoding.PLAIN, MEMORY);
            case DICTIONARY_STRING ->
                new PlainBinaryDictionaryValuesWriter(PAGE_BYTES, Encoding.RLE_DICTIONARY, Encoding.PLAIN, MEMORY);
            case DELTA_BIGINT -> new DeltaBinaryPackingValuesWriterForLong(FIRST_BYTES, PAGE_BYTES, MEMORY);
            case DELTA_LENGTH_STRING -> new DeltaLengthByteArrayValuesWriter(FIRST_BYTES, PAGE_BYTES, MEMORY);
            case DELTA_STRING -> new DeltaByteArrayWriter(FIRST_BYTES, PAGE_BYTES, MEMORY);
            case SPLIT_DOUBLE -> new DoubleByteStreamSplitValuesWriter(FIRST_BYTES, PAGE_BYTES, MEMORY);
            case RUN_LENGTH_BOOLEAN -> new RunLengthBitPackingHybridValuesWriter(1, FIRST_BYTES, PAGE_BYTES, MEMORY);
        };
    }
}
