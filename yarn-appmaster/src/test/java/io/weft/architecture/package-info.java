/** Rules about the code as a whole. Read {@link io.weft.architecture.ArchitectureTest} first. */
@NullMarked
package io.weft.architecture;

import org.jspecify.annotations.NullMarked;
