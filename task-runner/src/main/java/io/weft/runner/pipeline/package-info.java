/**
 * Builds the operators of one attempt from its stage's plan. Read {@link io.weft.runner.pipeline.PipelineBuilder} first. No
 * computing here: that is the operators'.
 */
@NullMarked
package io.weft.runner.pipeline;

import org.jspecify.annotations.NullMarked;
