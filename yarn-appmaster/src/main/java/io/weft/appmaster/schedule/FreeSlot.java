package io.weft.appmaster.schedule;

/** A slot that has nothing to do. */
record FreeSlot(String container, String host, String rack, long sinceMillis) {}
