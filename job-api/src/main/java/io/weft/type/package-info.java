/**
 * Column types and schemas. Read {@link io.weft.type.Type} first. No values and no vectors here.
 */
@NullMarked
package io.weft.type;

import org.jspecify.annotations.NullMarked;
