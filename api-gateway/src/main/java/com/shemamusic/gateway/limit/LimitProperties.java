package com.shemamusic.gateway.limit;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much one caller may ask for.
 *
 * @param multiplier scales every limit
 * @param replicas how many gateways share the limits while Redis is down and each counts for itself
 * @param rates other figures than those of the contract, by kind of request
 */
@ConfigurationProperties("shema.gateway.limits")
record LimitProperties(
        @DefaultValue("1") double multiplier,
        @DefaultValue("1") int replicas,
        @DefaultValue Map<LimitClass, Rate> rates) {

    Rate of(LimitClass kind) {
        return rates.getOrDefault(kind, kind.usual()).times(multiplier);
    }
}
