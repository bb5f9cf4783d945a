/**
 * Makes the outputs of winning attempts the job's output, whole or not at all. Read {@link io.weft.appmaster.commit.JobCommit}
 * first. Who wins is not decided here.
 */
@NullMarked
package io.weft.appmaster.commit;

import org.jspecify.annotations.NullMarked;
