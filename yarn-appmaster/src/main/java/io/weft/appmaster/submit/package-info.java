/**
 * Gives a job to a cluster and stays in touch with it. Read {@link io.weft.appmaster.submit.Submitter} first. Nothing here
 * runs in a container, and nothing here prints.
 */
@NullMarked
package io.weft.appmaster.submit;

import org.jspecify.annotations.NullMarked;
