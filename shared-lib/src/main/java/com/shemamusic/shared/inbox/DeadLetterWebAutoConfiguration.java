package com.shemamusic.shared.inbox;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** The internal endpoints of dead letters, where a service keeps any. */
@AutoConfiguration(after = InboxAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(DeadLetters.class)
public class DeadLetterWebAutoConfiguration {

    @Bean
    DeadLetterController deadLetterController(
            DeadLetters deadLetters, @Value("${spring.application.name}") String service) {
        return new DeadLetterController(deadLetters, service);
    }
}
