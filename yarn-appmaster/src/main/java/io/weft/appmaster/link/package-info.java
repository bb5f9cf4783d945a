/**
 * The AppMaster's end of the link: it authenticates callers and hands their bytes on. Read {@link
 * io.weft.appmaster.link.LinkService} first. No message is decoded and nothing is decided here.
 */
@NullMarked
package io.weft.appmaster.link;

import org.jspecify.annotations.NullMarked;
