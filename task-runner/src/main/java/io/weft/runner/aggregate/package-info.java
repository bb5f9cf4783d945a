/**
 * Groups of rows and what is computed over them, in primitive arrays of at most 1 MB each. Read {@link io.weft.runner.aggregate.Groups} first. When to spill and
 * what to hand on is the operators' business.
 */
@NullMarked
package io.weft.runner.aggregate;

import org.jspecify.annotations.NullMarked;
