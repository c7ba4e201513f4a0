package com.shemamusic.gateway.security;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whom the gateway believes.
 *
 * @param accessTokenSecret signs access tokens; two, separated by a comma, during a rotation
 * @param allowedOrigins the origins a browser may come from, exact
 */
@ConfigurationProperties("shema.gateway")
record SecurityProperties(
        String accessTokenSecret, @DefaultValue Set<String> allowedOrigins) {}
