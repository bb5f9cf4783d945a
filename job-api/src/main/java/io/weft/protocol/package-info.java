/**
 * What travels between client, AppMaster and runners, each message with its codec. Read {@link io.weft.protocol.Request} first. No sockets here.
 */
@NullMarked
package io.weft.protocol;

import org.jspecify.annotations.NullMarked;
