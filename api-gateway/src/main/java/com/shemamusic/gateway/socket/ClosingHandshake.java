package com.shemamusic.gateway.socket;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.PromiseNotifier;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets a client answer a close before the connection ends (RFC 6455, 7.1.1). The server would end it as soon as the close is
 * written; while the client still writes that is a reset, and the close may be lost with it.
 */
final class ClosingHandshake extends ChannelDuplexHandler {

    /** A client that vanished, or does not read, is not waited for any longer. */
    static final int PATIENCE_SECONDS = 1;

    private boolean told;
    private boolean answered;
    private @Nullable ChannelPromise end;

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        told |= message instanceof CloseWebSocketFrame;
        context.write(message, promise);
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (end != null) {
            PromiseNotifier.cascade(end, promise);
        } else if (told && !answered && context.channel().isActive()) {
            end = promise;
            context.executor().schedule(() -> end(context), PATIENCE_SECONDS, TimeUnit.SECONDS);
            context.read();
        } else {
            context.close(promise);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        answered |= message instanceof CloseWebSocketFrame;
        if (end == null) {
            context.fireChannelRead(message);
            return;
        }
        // Nobody reads any more, and whoever still writes should not fill the memory.
        ReferenceCountUtil.release(message);
        if (answered) {
            end(context);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (end != null) {
            context.read();
        }
        context.fireChannelReadComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end(context);
        context.fireChannelInactive();
    }

    private void end(ChannelHandlerContext context) {
        ChannelPromise promise = end;
        if (promise != null) {
            end = null;
            context.close(promise);
        }
    }
}
