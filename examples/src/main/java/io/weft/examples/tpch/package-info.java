/**
 * TPC-H on Weft. Read {@link io.weft.examples.tpch.TpchQuery} first. Only what the queries need is taken from the benchmark's
 * specification; results here are no TPC-H results.
 */
@NullMarked
package io.weft.examples.tpch;

import org.jspecify.annotations.NullMarked;
