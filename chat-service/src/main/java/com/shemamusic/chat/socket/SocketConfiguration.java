package com.shemamusic.chat.socket;

import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;
import org.springframework.web.socket.server.support.WebSocketHandlerMapping;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/** The two socket addresses, their subprotocol and their limits. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SocketProperties.class)
class SocketConfiguration {

    private static final String PROTOCOL = "shema.chat.v1";
    private static final int NO_BINARY = 125;
    private static final int PIECE = 2 * 1024;
    private static final int AFTER_CONTROLLERS = 1;

    // Not by @EnableWebSocket, which brings a scheduler of its own that would stand in the place of the service's.
    @Bean
    WebSocketHandlerMapping chatSockets(WebSocketHttpRequestHandler chatUpgrades) {
        WebSocketHandlerMapping mapping = new WebSocketHandlerMapping();
        mapping.setUrlMap(Map.of("/api/chat/connect", chatUpgrades, "/api/chat/admin", chatUpgrades));
        mapping.setWebSocketUpgradeMatch(true);
        mapping.setOrder(AFTER_CONTROLLERS);
        return mapping;
    }

    @Bean
    WebSocketHttpRequestHandler chatUpgrades(ChatSocketHandler handler, SocketDoor door) {
        DefaultHandshakeHandler handshake = new PlainHandshake();
        handshake.setSupportedProtocols(PROTOCOL);
        WebSocketHttpRequestHandler upgrades = new WebSocketHttpRequestHandler(handler, handshake);
        upgrades.setHandshakeInterceptors(List.of(door));
        return upgrades;
    }

    /** Every socket holds these buffers: longer messages come in pieces, and end with 1009 before they are all in memory. */
    @Bean
    static ServletServerContainerFactoryBean webSocketContainer() {
        ServletServerContainerFactoryBean container = new ServletServerContainerFactoryBean();
        container.setMaxTextMessageBufferSize(PIECE);
        container.setMaxBinaryMessageBufferSize(NO_BINARY);
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
