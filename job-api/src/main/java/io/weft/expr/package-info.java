/**
 * Column computations as data: the author's terms and the typed expressions they resolve to. Read {@link io.weft.expr.Expression} first. Nothing here computes.
 */
@NullMarked
package io.weft.expr;

import org.jspecify.annotations.NullMarked;
