package com.shemamusic.shared.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.shemamusic.shared.autoconfigure.SharedAutoConfiguration;
import com.shemamusic.shared.error.ErrorBodies;
import com.shemamusic.shared.security.ServiceTokens;
import com.shemamusic.shared.trace.Traces;
import com.shemamusic.shared.validation.RequestBinder;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The servlet plumbing of every service: its door, its access rules, strict bodies, errors, entity tags. */
@AutoConfiguration(after = SharedAutoConfiguration.class, before = WebMvcAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@Import({ErrorAdvice.class, EntityTagAdvice.class, FallbackErrorController.class})
public class WebAutoConfiguration {

    @Bean
    FilterRegistrationBean<RequestFilter> requestFilter(
            ServiceTokens tokens, Traces traces, ObjectMapper mapper, ErrorBodies bodies, MeterRegistry meters) {
        Counter refused = Counter.builder("shema.token.refused")
                .description("service tokens that were not believed")
                .register(meters);
        var filter = new FilterRegistrationBean<>(
                new RequestFilter(tokens, traces, new ErrorWriter(mapper, bodies), refused::increment));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return filter;
    }

    @Bean
    WebMvcConfigurer sharedWebMvc(RequestBinder binder) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new AccessInterceptor()).order(Ordered.HIGHEST_PRECEDENCE);
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new QueryArgumentResolver(binder));
            }

            @Override
            public void extendMessageConverters(List<HttpMessageConverter<?>> converters) {
                converters.addFirst(new StrictJsonConverter(binder));
            }
        };
    }
}
