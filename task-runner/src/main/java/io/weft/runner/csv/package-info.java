/**
 * How CSV is written: its dialects, and where the fields of a record are. Read {@link io.weft.runner.csv.CsvFields} first. No types and no files
 * here.
 */
@NullMarked
package io.weft.runner.csv;

import org.jspecify.annotations.NullMarked;
