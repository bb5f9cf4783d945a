/**
 * The plan cut at its exchanges, and the names of everything that runs. Read {@link io.weft.stage.StageGraph} first. No running state here.
 */
@NullMarked
package io.weft.stage;

import org.jspecify.annotations.NullMarked;
