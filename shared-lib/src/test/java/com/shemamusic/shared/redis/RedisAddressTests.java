package com.shemamusic.shared.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.shared.settings.Setting;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

class RedisAddressTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://localhost:6379",
                "redis://localhost",
                "redis://:pass@localhost:6379",
                "redis://user:p%40ss@redis.example.com:6379/3",
                "rediss://[::1]:6380/",
            })
    void oneServerIsLeftToSpring(String url) {
        assertThat(RedisAddress.settings(url)).isEqualTo(Map.of("spring.data.redis.url", url));
    }

    @Test
    void sentinelsNameTheMaster() {
        Map<String, Object> expected = Map.of(
                "spring.data.redis.sentinel.nodes", "one:26379,two:26380",
                "spring.data.redis.sentinel.master", "school",
                "spring.data.redis.username", "user",
                "spring.data.redis.password", "p@s:s",
                "spring.data.redis.database", "2",
                "spring.data.redis.ssl.enabled", false);
        assertThat(RedisAddress.settings("redis-sentinel://user:p%40s:s@one:26379,two:26380/2?sentinelMasterId=school"))
                .isEqualTo(expected);
        assertThat(RedisAddress.settings("redis-sentinel://user:p%40s:s@one:26379,two:26380/2#school"))
                .isEqualTo(expected);
    }

    @Test
    void oneSentinelOverTls() {
        assertThat(RedisAddress.settings("rediss-sentinel://one:26379#school"))
                .isEqualTo(Map.of(
                        "spring.data.redis.sentinel.nodes", "one:26379",
                        "spring.data.redis.sentinel.master", "school",
                        "spring.data.redis.database", "0",
                        "spring.data.redis.ssl.enabled", true));
    }

    @Test
    void severalServersAreACluster() {
        assertThat(RedisAddress.settings("redis://:pass@one:7000,two:7001,three_3:7002"))
                .containsEntry("spring.data.redis.cluster.nodes", "one:7000,two:7001,three_3:7002")
                .containsEntry("spring.data.redis.password", "pass")
                .containsEntry("spring.data.redis.ssl.enabled", false)
                .doesNotContainKeys("spring.data.redis.url", "spring.data.redis.username");
        assertThat(RedisAddress.settings("rediss://one:7000,two:7001/0"))
                .containsEntry("spring.data.redis.ssl.enabled", true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:6379",
                "localhost:6379",
                "redis:localhost",
                "redis://localhost:0",
                "redis://localhost:70000",
                "redis://localhost:6379/first",
                "redis://one:6379,two",
                "redis://one:6379,",
                "redis://one:6379,redis://two:6379",
                "redis://one:6379,two:6379/1",
                "redis://one:6379,two:6379?sentinelMasterId=school",
                "redis://pa ss@one:6379",
                "redis-sentinel://one:26379",
                "redis-sentinel://one:26379?sentinelMasterId=",
                "redis-sentinel://one:26379?master=school",
                "redis-sentinel://one#school",
            })
    void aMalformedOneIsNamed(String url) {
        Setting needed = Setting.redis("REDIS_URL");
        assertThat(needed.problem().apply(new MockEnvironment().withProperty("REDIS_URL", url)))
                .startsWith("REDIS_URL is malformed: set it to redis://host:port, ");
    }

    @Test
    void springsOwnSettingsGoFirst() {
        MockEnvironment environment = new MockEnvironment()
                .withProperty("REDIS_URL", "redis-sentinel://one:26379#school")
                .withProperty("spring.data.redis.database", "5");
        new RedisAddress().postProcessEnvironment(environment, new SpringApplication());
        assertThat(environment.getProperty("spring.data.redis.database")).isEqualTo("5");
        assertThat(environment.getProperty("spring.data.redis.sentinel.master")).isEqualTo("school");
    }
}
