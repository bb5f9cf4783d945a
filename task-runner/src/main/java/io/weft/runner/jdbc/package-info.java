/**
 * Tables of databases, by their JDBC drivers. Read {@link io.weft.runner.jdbc.JdbcTable} first. No vectors here: rows are taken out of
 * result sets by the scan.
 */
@NullMarked
package io.weft.runner.jdbc;

import org.jspecify.annotations.NullMarked;
