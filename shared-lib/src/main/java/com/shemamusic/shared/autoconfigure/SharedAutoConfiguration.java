package com.shemamusic.shared.autoconfigure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.deser.LocalTimeDeserializer;
import com.fasterxml.jackson.datatype.jsr310.ser.LocalTimeSerializer;
import com.shemamusic.shared.client.Peers;
import com.shemamusic.shared.error.ErrorBodies;
import com.shemamusic.shared.lifecycle.ShutdownPause;
import com.shemamusic.shared.security.ServiceTokens;
import com.shemamusic.shared.time.SchoolTime;
import com.shemamusic.shared.trace.TraceAutoConfiguration;
import com.shemamusic.shared.trace.Traces;
import com.shemamusic.shared.validation.RequestBinder;
import jakarta.validation.Validator;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.ResourceBundleMessageSource;

/** Plumbing that servlet and reactive services share. */
@AutoConfiguration(
        after = TraceAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration",
            "org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration"
        })
@EnableConfigurationProperties(ServiceProperties.class)
public class SharedAutoConfiguration {

    private static final DateTimeFormatter HOUR_MINUTE = DateTimeFormatter.ofPattern("HH:mm");

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    @ConditionalOnMissingBean
    SchoolTime schoolTime(Clock clock, ServiceProperties properties) {
        return new SchoolTime(clock, properties.timeZone());
    }

    @Bean
    @ConditionalOnMissingBean
    ServiceTokens serviceTokens(
            @Value("${spring.application.name}") String self, ServiceProperties properties, Clock clock) {
        return new ServiceTokens(self, properties.jwtSecret(), clock);
    }

    @Bean
    @ConditionalOnMissingBean
    ErrorBodies errorBodies() {
        ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
        texts.setBasenames("errors", "shared-errors");
        texts.setDefaultEncoding(StandardCharsets.UTF_8.name());
        texts.setFallbackToSystemLocale(false);
        return new ErrorBodies(texts);
    }

    @Bean
    @ConditionalOnMissingBean
    RequestBinder requestBinder(ObjectMapper mapper, Validator validator) {
        return new RequestBinder(mapper, validator);
    }

    @Bean
    @ConditionalOnMissingBean
    Peers peers(ServiceProperties properties, ServiceTokens tokens, Traces traces, ObjectMapper mapper) {
        return new Peers(properties.peers(), tokens, traces, mapper);
    }

    @Bean
    ShutdownPause shutdownPause(ApplicationContext application, @Value("${shema.shutdown-pause:0s}") Duration pause) {
        return new ShutdownPause(application, pause);
    }

    /** Local times read and write as {@code 15:30}, without seconds. */
    @Bean
    SimpleModule localTimeModule() {
        return new SimpleModule("local-time")
                .addSerializer(LocalTime.class, new LocalTimeSerializer(HOUR_MINUTE))
                .addDeserializer(LocalTime.class, new LocalTimeDeserializer(HOUR_MINUTE));
    }
}
