package com.shemamusic.gateway.live;

import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** The path of the live feed. */
@Configuration(proxyBeanMethods = false)
class LiveConfiguration {

    @Bean
    SimpleUrlHandlerMapping liveSockets(LiveSocket socket) {
        return new SimpleUrlHandlerMapping(Map.of("/api/admin/live", socket), Ordered.HIGHEST_PRECEDENCE);
    }
}
