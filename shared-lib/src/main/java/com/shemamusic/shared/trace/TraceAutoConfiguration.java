package com.shemamusic.shared.trace;

import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Tracing where a collector is named; nothing of OpenTelemetry is loaded elsewhere. */
@AutoConfiguration
public class TraceAutoConfiguration {

    /** The collector's address, over HTTP: {@code http://tempo:4318}. */
    static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

    @Bean
    @ConditionalOnMissingBean
    @Conditional(Off.class)
    Traces noTraces() {
        return Traces.NONE;
    }

    @Bean
    @ConditionalOnMissingBean
    @Conditional(On.class)
    OtelTraces traces(@Value("${spring.application.name}") String service) {
        return new OtelTraces(service);
    }

    /** Statements as spans. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({DataSource.class, org.springframework.jdbc.core.JdbcTemplate.class})
    @Conditional(On.class)
    static class Statements {

        @Bean
        static BeanPostProcessor tracedDataSources(ObjectProvider<OtelTraces> traces) {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof DataSource source
                            ? traces.getObject().traced(source)
                            : bean;
                }
            };
        }
    }

    private static boolean isNamed(ConditionContext context) {
        return !context.getEnvironment().getProperty(ENDPOINT, "").isBlank();
    }

    static class On extends SpringBootCondition {

        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return new ConditionOutcome(isNamed(context), ENDPOINT);
        }
    }

    static class Off extends SpringBootCondition {

        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return new ConditionOutcome(!isNamed(context), ENDPOINT);
        }
    }
}
