package io.weft.runner.scan;

import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.EncodingStats;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;

/** Reads the dictionary of a column chunk without its rows. */
final class ChunkDictionary {
    /** What a file without encoding statistics may list beside the dictionary's encoding: those of levels. */
    @SuppressWarnings("deprecation")
    private static final Set<Encoding> LEVELS = Set.of(Encoding.RLE, Encoding.BIT_PACKED);

    private ChunkDictionary() {}

    /** Whether every value of the chunk is surely one of its dictionary. */
    @SuppressWarnings("deprecation") // Old files have it.
    static boolean isComplete(ColumnChunkMetaData chunk) {
        if (bytes(chunk) <= 0) {
            return false;
        }
        EncodingStats stats = chunk.getEncodingStats();
        if (stats != null) {
            return stats.hasDictionaryPages()
                    && stats.hasDictionaryEncodedPages()
                    && !stats.hasNonDictionaryEncodedPages();
        }
        // With PLAIN in the list it could be the dictionary's own encoding or that of pages behind it.
        return chunk.getEncodings().contains(Encoding.PLAIN_DICTIONARY)
                && chunk.getEncodings().stream()
                        .allMatch(encoding -> encoding == Encoding.PLAIN_DICTIONARY || LEVELS.contains(encoding));
    }

    /** The size of the dictionary's page, compressed, or 0 where there is none. */
    static long bytes(ColumnChunkMetaData chunk) {
        return chunk.getDictionaryPageOffset() > 0
                ? Math.max(0, chunk.getFirstDataPageOffset() - chunk.getDictionaryPageOffset())
                : 0;
    }

    /**
     * The entries, in vectors of up to a batch's rows.
     *
     * @param withNull whether a null is among them
     */
    static List<Vector> entries(
            ParquetFile file, int column, ColumnChunkMetaData chunk, CompressionCodecFactory codecs, boolean withNull)
            throws IOException {
        ByteRanges range = new ByteRanges(
                List.of(new ByteRanges.ByteRange(chunk.getDictionaryPageOffset(), chunk.getFirstDataPageOffset())));
        ChunkBytes bytes = new ChunkBytes(
                file.file(), range.read(file.file()), chunk.getDictionaryPageOffset(), bytes(chunk), Integer.MAX_VALUE);
        PageReader pages = new PageReader(
                bytes,
                file.columns().get(column).leaf(),
                new PageDecompressor(codecs.getDecompressor(chunk.getCodec()), chunk.getTotalUncompressedSize()),
                new PageCounts(),
                null);
        LeafDecoder decoder = LeafDecoder.of(VectorKind.of(file.schema().type(column)), pages);
        List<Vector> entries = new ArrayList<>(decoder.dictionary());
        if (withNull) {
            entries.add(decoder.aNull());
        }
        return entries;
    }
}
