/**
 * Starts Weft's client from a job's own main method. Read {@link io.weft.launch.Launcher} first. Knows nothing but the JDK
 * and passes nothing but strings: the client's libraries stay in a class loader of their own.
 */
@NullMarked
package io.weft.launch;

import org.jspecify.annotations.NullMarked;
