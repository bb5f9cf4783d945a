package io.weft.appmaster.link;

import io.weft.runner.link.LinkFailedException;
import io.weft.runner.link.LinkProtocolPB;
import io.weft.runner.link.LinkTokenIdentifier;
import io.weft.runner.link.MasterLink;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.ipc.ProtobufRpcEngine2;
import org.apache.hadoop.ipc.ProtobufRpcEngineCallback2;
import org.apache.hadoop.ipc.Server;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.token.TokenIdentifier;
import org.apache.hadoop.thirdparty.protobuf.BlockingService;
import org.apache.hadoop.thirdparty.protobuf.BytesValue;
import org.apache.hadoop.thirdparty.protobuf.DescriptorProtos.FileDescriptorProto;
import org.apache.hadoop.thirdparty.protobuf.DescriptorProtos.MethodDescriptorProto;
import org.apache.hadoop.thirdparty.protobuf.DescriptorProtos.ServiceDescriptorProto;
import org.apache.hadoop.thirdparty.protobuf.Descriptors.DescriptorValidationException;
import org.apache.hadoop.thirdparty.protobuf.Descriptors.FileDescriptor;
import org.apache.hadoop.thirdparty.protobuf.Descriptors.MethodDescriptor;
import org.apache.hadoop.thirdparty.protobuf.Descriptors.ServiceDescriptor;
import org.apache.hadoop.thirdparty.protobuf.Message;
import org.apache.hadoop.thirdparty.protobuf.RpcController;
import org.apache.hadoop.thirdparty.protobuf.ServiceException;
import org.apache.hadoop.thirdparty.protobuf.UnsafeByteOperations;
import org.apache.hadoop.thirdparty.protobuf.WrappersProto;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands Hadoop's calls to the service. Every call is deferred, so that none holds a thread while it waits. The protobuf
 * service is described here by hand, which saves a compiler for one method.
 */
final class LinkEndpoint implements BlockingService {

    private static final Logger LOG = LoggerFactory.getLogger(LinkEndpoint.class);
    private static final ServiceDescriptor DESCRIPTOR = describe();

    private final LinkService service;

    LinkEndpoint(LinkService service) {
        this.service = service;
    }

    private static ServiceDescriptor describe() {
        String bytes = "." + BytesValue.getDescriptor().getFullName();
        MethodDescriptorProto method = MethodDescriptorProto.newBuilder()
                .setName("call") // LinkProtocolPB's method: Hadoop's client sends the Java name.
                .setInputType(bytes)
                .setOutputType(bytes)
                .build();
        FileDescriptorProto file = FileDescriptorProto.newBuilder()
                .setName("weft-link.proto")
                .addDependency(WrappersProto.getDescriptor().getName())
                .addService(ServiceDescriptorProto.newBuilder().setName("Link").addMethod(method))
                .build();
        try {
            return FileDescriptor.buildFrom(file, new FileDescriptor[] {WrappersProto.getDescriptor()})
                    .findServiceByName("Link");
        } catch (DescriptorValidationException e) {
            throw new IllegalStateException("Invalid description of " + LinkProtocolPB.NAME, e);
        }
    }

    @Override
    public ServiceDescriptor getDescriptorForType() {
        return DESCRIPTOR;
    }

    @Override
    public Message getRequestPrototype(MethodDescriptor method) {
        return BytesValue.getDefaultInstance();
    }

    @Override
    public Message getResponsePrototype(MethodDescriptor method) {
        return BytesValue.getDefaultInstance();
    }

    @Override
    public @Nullable Message callBlockingMethod(
            MethodDescriptor method, @Nullable RpcController controller, Message request) throws ServiceException {
        LinkCaller caller = caller();
        byte[] bytes = ((BytesValue) request).getValue().toByteArray();
        DeferredReply reply = new DeferredReply(ProtobufRpcEngine2.Server.registerForDeferredResponse2());
        try {
            service.call(caller, bytes, reply);
        } catch (RuntimeException | Error e) {
            LOG.error("{}: a call of {} bytes failed", caller, bytes.length, e);
            reply.failUnlessAnswered(
                    "Cannot answer %s: %s (the AppMaster's log has the stack)".formatted(caller, e.toString()));
        }
        return null;
    }

    private static LinkCaller caller() throws ServiceException {
        UserGroupInformation user = Server.getRemoteUser();
        if (user != null) {
            for (TokenIdentifier identifier : user.getTokenIdentifiers()) {
                if (identifier instanceof LinkTokenIdentifier link) {
                    return new LinkCaller(link.application(), link.role());
                }
            }
        }
        throw new ServiceException(new IOException("Cannot answer %s: it came without a token".formatted(user)));
    }

    /** Answers a call whose handler thread has long gone on to others. */
    private static final class DeferredReply implements LinkReply {

        private final ProtobufRpcEngineCallback2 callback;
        private final AtomicBoolean answered = new AtomicBoolean();

        DeferredReply(ProtobufRpcEngineCallback2 callback) {
            this.callback = callback;
        }

        @Override
        public void answer(byte[] reply) {
            claim();
            if (reply.length > MasterLink.MAX_MESSAGE_BYTES) {
                sendFailure("Cannot send a reply of %d bytes: the limit is %d (ask for it in pages)"
                        .formatted(reply.length, MasterLink.MAX_MESSAGE_BYTES));
                return;
            }
            callback.setResponse(BytesValue.of(UnsafeByteOperations.unsafeWrap(reply)));
        }

        @Override
        public void fail(String message) {
            claim();
            sendFailure(message);
        }

        void failUnlessAnswered(String message) {
            if (answered.compareAndSet(false, true)) {
                sendFailure(message);
            }
        }

        private void claim() {
            if (!answered.compareAndSet(false, true)) {
                throw new IllegalStateException("This call has been answered before");
            }
        }

        private void sendFailure(String message) {
            LinkFailedException failure = new LinkFailedException(message);
            // Hadoop sends the stack along, and it would say nothing to the caller.
            failure.setStackTrace(new StackTraceElement[0]);
            callback.error(failure);
        }
    }
}
