package com.shemamusic.gateway.socket;

import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** The paths of the sockets that lead to chat-service. */
@Configuration(proxyBeanMethods = false)
class SocketConfiguration {

    @Bean
    SimpleUrlHandlerMapping chatSockets(ChatSocket socket) {
        return new SimpleUrlHandlerMapping(
                Map.of("/api/chat/connect", socket, "/api/chat/admin", socket), Ordered.HIGHEST_PRECEDENCE);
    }
}
