/**
 * The client's command line. Read {@link io.weft.appmaster.cli.Main} first. What speaks to YARN is in {@code submit}; standard
 * output carries rows, and what a user asked to see, alone.
 */
@NullMarked
package io.weft.appmaster.cli;

import org.jspecify.annotations.NullMarked;
