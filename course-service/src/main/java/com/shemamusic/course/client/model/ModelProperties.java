package com.shemamusic.course.client.model;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the optional model is.
 *
 * @param aiModelEndpoint an http or https address; null or blank for no model
 */
@ConfigurationProperties("shema.course")
record ModelProperties(@Nullable String aiModelEndpoint) {}
