/**
 * The steps that rows go through within an attempt. Read {@link io.weft.runner.operator.Operator} first. Operators know no plan nodes, no network and no scheduler.
 */
@NullMarked
package io.weft.runner.operator;

import org.jspecify.annotations.NullMarked;
