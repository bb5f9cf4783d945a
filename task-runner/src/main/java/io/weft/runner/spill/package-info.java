/**
 * Room on local disks for rows that memory refused. Read {@link io.weft.runner.spill.SpillSpace} first. What is spilled, and when, is the
 * operators' business.
 */
@NullMarked
package io.weft.runner.spill;

import org.jspecify.annotations.NullMarked;
