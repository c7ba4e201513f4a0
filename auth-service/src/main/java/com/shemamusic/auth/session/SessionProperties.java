package com.shemamusic.auth.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How long access tokens are good for; other than 15 minutes in profile local only. */
@ConfigurationProperties("shema.auth")
record SessionProperties(@DefaultValue("15m") Duration accessTokenTtl) {}
