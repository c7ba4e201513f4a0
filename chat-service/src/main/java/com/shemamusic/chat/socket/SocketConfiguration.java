package com.shemamusic.chat.socket;

import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/** The two socket addresses, their subprotocol and their limits. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
@EnableConfigurationProperties(SocketProperties.class)
class SocketConfiguration implements WebSocketConfigurer {

    private static final String PROTOCOL = "shema.chat.v1";
    private static final int NO_BINARY = 125;

    private final ChatSocketHandler handler;
    private final SocketDoor door;

    SocketConfiguration(ChatSocketHandler handler, SocketDoor door) {
        this.handler = handler;
        this.door = door;
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        DefaultHandshakeHandler handshake = new PlainHandshake();
        handshake.setSupportedProtocols(PROTOCOL);
        registry.addHandler(handler, "/api/chat/connect", "/api/chat/admin")
                .setHandshakeHandler(handshake)
                .addInterceptors(door)
                // The door looks at origins, by the exact list.
                .setAllowedOriginPatterns("*");
    }

    /** The container ends a message that is longer with 1009, before it is all in memory. */
    @Bean
    static ServletServerContainerFactoryBean webSocketContainer(SocketProperties properties) {
        ServletServerContainerFactoryBean container = new ServletServerContainerFactoryBean();
        container.setMaxTextMessageBufferSize(SocketProperties.LARGEST);
        container.setMaxBinaryMessageBufferSize(NO_BINARY);
        container.setAsyncSendTimeout(properties.sendTimeout().toMillis());
        return container;
    }

    /** No compression: it costs memory per socket and tells lengths of secrets. */
    private static final class PlainHandshake extends DefaultHandshakeHandler {

        @Override
        protected List<WebSocketExtension> filterRequestedExtensions(
                ServerHttpRequest request, List<WebSocketExtension> asked, List<WebSocketExtension> supported) {
            return List.of();
        }
    }
}
