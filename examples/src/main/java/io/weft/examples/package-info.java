/**
 * Jobs to learn from and to try a cluster with. Read {@link io.weft.examples.WordCount} first. Nothing of the engine here.
 */
@NullMarked
package io.weft.examples;

import org.jspecify.annotations.NullMarked;
