package io.weft.stage;

import java.util.List;
import java.util.OptionalLong;

/** What one task of a scanning stage reads: byte ranges of files, or a piece that only its format knows how to read. */
public sealed interface Split permits FileSplit, FormatSplit {
    /** The hosts that hold the bytes, the one with the most first; empty where the store has no locations. */
    List<String> hosts();

    /** The bytes of the piece, or as many as its format expects; empty where nobody knows. */
    OptionalLong length();
}
