/**
 * Carries partitions from the attempts that wrote them to the attempts that read them, as opaque bytes. Read
 * {@link io.weft.runner.shuffle.MapOutputWriter} and {@link io.weft.runner.shuffle.ShuffleReader} first. No rows, no
 * block format, and no class of YARN's here.
 */
@NullMarked
package io.weft.runner.shuffle;

import org.jspecify.annotations.NullMarked;
