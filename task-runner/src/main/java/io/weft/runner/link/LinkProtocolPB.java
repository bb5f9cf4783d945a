package io.weft.runner.link;

import org.apache.hadoop.ipc.ProtocolInfo;
import org.apache.hadoop.security.token.TokenInfo;
import org.apache.hadoop.thirdparty.protobuf.BytesValue;
import org.apache.hadoop.thirdparty.protobuf.RpcController;
import org.apache.hadoop.thirdparty.protobuf.ServiceException;
import org.jspecify.annotations.Nullable;

/** The link as Hadoop's RPC sees it: one method, opaque bytes both ways. */
@ProtocolInfo(protocolName = LinkProtocolPB.NAME, protocolVersion = LinkProtocolPB.VERSION)
@TokenInfo(LinkTokenSelector.class)
public interface LinkProtocolPB {

    /** The protocol's name on the wire. */
    String NAME = "io.weft.link";

    /** The protocol's version on the wire. */
    long VERSION = 1;

    /** Takes a request to the AppMaster and returns its reply. Hadoop passes no controller. */
    BytesValue call(@Nullable RpcController controller, BytesValue request) throws ServiceException;
}
