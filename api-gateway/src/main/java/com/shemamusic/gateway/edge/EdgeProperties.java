package com.shemamusic.gateway.edge;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the gateway stands.
 *
 * @param trustedProxies the proxies in front of it whose word about the caller's address counts
 */
@ConfigurationProperties("shema.gateway")
record EdgeProperties(@DefaultValue("") String trustedProxies) {}
