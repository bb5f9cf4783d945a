/**
 * The whole engine in one JVM: the cluster is this process, a container a thread. Read {@link
 * io.weft.appmaster.local.LocalJob} first. The only package of this module that starts task runners itself.
 */
@NullMarked
package io.weft.appmaster.local;

import org.jspecify.annotations.NullMarked;
