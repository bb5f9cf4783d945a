/**
 * Documents that are made from the code. Read {@link io.weft.document.Document} first. Not what they say: that is beside the code.
 */
@NullMarked
package io.weft.document;

import org.jspecify.annotations.NullMarked;
