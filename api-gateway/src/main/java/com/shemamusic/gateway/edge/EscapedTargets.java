package com.shemamusic.gateway.edge;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import org.springframework.boot.web.embedded.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Escapes what a request's target should have had escaped. Browsers leave some characters of a query as they are, and
 * whoever types a command line leaves more; the server refuses those before any of our filters can say why.
 */
@Component
final class EscapedTargets implements NettyServerCustomizer {

    @ChannelHandler.Sharable
    private static final class Escaping extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                request.setUri(escaped(request.uri()));
            }
            context.fireChannelRead(message);
        }
    }

    /** What else a target may have as it is. */
    private static final String OTHERS = "?;#";

    private static final char LAST_BYTE = 0xFF;

    @Override
    public HttpServer apply(HttpServer server) {
        Escaping escaping = new Escaping();
        return server.doOnChannelInit((observer, channel, address) ->
                channel.pipeline().addAfter(NettyPipeline.HttpCodec, "escapedTargets", escaping));
    }

    /** The same target; each of its characters stands for one byte, as HTTP has it. */
    static String escaped(String target) {
        StringBuilder escaped = new StringBuilder(target.length());
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (Paths.isPlain(c)
                    || OTHERS.indexOf(c) >= 0
                    || c > LAST_BYTE
                    || (c == '%' && isHex(target, i + 1) && isHex(target, i + 2))) {
                escaped.append(c);
            } else {
                escaped.append("%%%02X".formatted((int) c));
            }
        }
        return escaped.length() == target.length() ? target : escaped.toString();
    }

    private static boolean isHex(String target, int at) {
        return at < target.length() && Character.digit(target.charAt(at), 16) >= 0;
    }
}
