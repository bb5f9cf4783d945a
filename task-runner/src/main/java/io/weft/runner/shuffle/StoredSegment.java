package io.weft.runner.shuffle;

import java.nio.file.Path;

/** A segment in a map output on this host: what a reply says of it, and where its bytes are. */
record StoredSegment(SegmentHeader header, Path data, long start) {}
