/**
 * From an input's files to splits with the hosts that hold them. Read {@link io.weft.appmaster.input.SplitPlanner} first. Which task gets
 * which split, and where it runs, is not decided here.
 */
@NullMarked
package io.weft.appmaster.input;

import org.jspecify.annotations.NullMarked;
