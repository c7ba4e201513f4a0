package com.shemamusic.shared.live;

import com.shemamusic.shared.event.EventAutoConfiguration;
import com.shemamusic.shared.event.EventLog;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Live listening, in every app with a Redis; no database needed. */
@AutoConfiguration(after = {EventAutoConfiguration.class, RedisAutoConfiguration.class})
@ConditionalOnClass(LettuceConnectionFactory.class)
@ConditionalOnBean({LettuceConnectionFactory.class, StringRedisTemplate.class})
@ConditionalOnProperty(name = "shema.events.enabled", matchIfMissing = true)
public class LiveAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(LiveEvents.class)
    LettuceLiveEvents liveEvents(LettuceConnectionFactory redis, StringRedisTemplate template, EventLog log) {
        return new LettuceLiveEvents(redis, new Announcer(template, log), log);
    }
}
