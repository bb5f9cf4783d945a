/**
 * Every setting, typed. Read {@link io.weft.config.Keys} first. Nothing below a main method sees the map.
 */
@NullMarked
package io.weft.config;

import org.jspecify.annotations.NullMarked;
