/**
 * What a person reads of a run when it is over. Read {@link io.weft.appmaster.report.RunReport} first. Only words: the facts are
 * the scheduler's.
 */
@NullMarked
package io.weft.appmaster.report;

import org.jspecify.annotations.NullMarked;
