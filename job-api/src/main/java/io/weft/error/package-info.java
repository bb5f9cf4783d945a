/**
 * What can go wrong and whose turn it then is. Read {@link io.weft.error.ErrorCode} first. No exception class per mistake: the code tells them apart.
 */
@NullMarked
package io.weft.error;

import org.jspecify.annotations.NullMarked;
