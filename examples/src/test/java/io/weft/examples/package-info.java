/**
 * The whole of Weft, as a user runs it: by {@code scripts/weft} and by {@code yarn jar}, in processes of their own. Read {@link
 * io.weft.examples.SameRows} first. Nothing here calls the engine.
 */
@NullMarked
package io.weft.examples;

import org.jspecify.annotations.NullMarked;
