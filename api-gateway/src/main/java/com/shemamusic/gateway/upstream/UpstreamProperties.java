package com.shemamusic.gateway.upstream;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The services behind the gateway.
 *
 * @param services base URLs by name, several separated by commas
 */
@ConfigurationProperties("shema.gateway")
record UpstreamProperties(Map<String, String> services) {}
