/**
 * Expressions as loops over vectors. Read {@link io.weft.runner.kernel.Evaluator}, {@link io.weft.runner.kernel.Predicate} and
 * {@link io.weft.runner.kernel.Projection} first; what the loops compute is said in docs/semantics.md. No operators, no input or output, no
 * names to look up: expressions arrive typed.
 *
 * <p>A loop computes all slots where that is cheap, because it is then one the compiler turns into vector instructions, and gathers
 * "something went wrong" in one word; only then are the rows that count looked at again, one by one, for the row to name.
 */
@NullMarked
package io.weft.runner.kernel;

import org.jspecify.annotations.NullMarked;
