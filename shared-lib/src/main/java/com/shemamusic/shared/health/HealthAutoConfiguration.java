package com.shemamusic.shared.health;

import com.shemamusic.shared.autoconfigure.SharedAutoConfiguration;
import com.shemamusic.shared.time.SchoolTime;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.context.annotation.Bean;

/** The health endpoints of servlet services. */
@AutoConfiguration(after = SharedAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class HealthAutoConfiguration {

    @Bean
    DependencyHealth dependencyHealth(ObjectProvider<DependencyHealth.Probe> probes) {
        return new DependencyHealth(probes.orderedStream().toList());
    }

    @Bean
    HealthController healthController(
            @Value("${spring.application.name}") String service,
            DependencyHealth dependencies,
            ApplicationAvailability availability,
            SchoolTime time) {
        return new HealthController(service, dependencies, availability, time);
    }
}
