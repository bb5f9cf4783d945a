/**
 * Jobs that misbehave, or wait, for the tests to see what Weft does then. Read {@link io.weft.examples.jobs.GatedWords} first. Nothing
 * that an example should do.
 */
@NullMarked
package io.weft.examples.jobs;

import org.jspecify.annotations.NullMarked;
