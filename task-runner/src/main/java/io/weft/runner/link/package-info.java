/**
 * How runners and clients speak with the AppMaster: authenticated calls that carry opaque bytes. Read {@link
 * io.weft.runner.link.MasterLink} first. No message is encoded or understood here.
 */
@NullMarked
package io.weft.runner.link;

import org.jspecify.annotations.NullMarked;
