package com.shemamusic.shared.event;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/** What publishing, consuming and live listening share. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration"
        })
@EnableConfigurationProperties(EventProperties.class)
public class EventAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    EventLog eventLog(ObjectProvider<MeterRegistry> meters) {
        return new EventLog(meters.getIfUnique());
    }

    @Bean
    @Conditional(TablesPrefix.Present.class)
    TablesPrefix tablesPrefix(@Value("${" + TablesPrefix.PROPERTY + "}") String prefix) {
        return new TablesPrefix(prefix);
    }
}
