package com.shemamusic.shared.autoconfigure;

import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What every service is told about itself.
 *
 * @param jwtSecret the secret of service tokens; two, separated by a comma, during a rotation
 * @param timeZone the school's zone
 * @param peers base URLs of the services this one calls, by name
 * @param tablesPrefix the folder of its migrations and the prefix of its event tables; null where it owns no tables
 */
@ConfigurationProperties("shema")
record ServiceProperties(
        String jwtSecret,
        @DefaultValue("Asia/Jakarta") ZoneId timeZone,
        @DefaultValue Map<String, String> peers,
        @Nullable String tablesPrefix) {}
