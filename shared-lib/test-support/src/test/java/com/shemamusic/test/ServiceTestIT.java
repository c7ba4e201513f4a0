package com.shemamusic.test;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@ServiceTest(value = "course", classes = ServiceTestIT.Nothing.class, properties = "JWT_SECRET=of-the-test-itself")
class ServiceTestIT {

    @Autowired
    private Environment environment;

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}

    @Test
    void theServiceIsConfiguredForTheTestServers() {
        assertThat(environment.getProperty("DATABASE_URL")).isEqualTo(TestDatabase.jdbcUrl());
        assertThat(environment.getProperty("COURSE_DB_USER")).isEqualTo("shema_course");
        assertThat(environment.getProperty("COURSE_DB_PASSWORD")).isEqualTo(TestDatabase.password("course"));
        assertThat(environment.getProperty("REDIS_URL")).isEqualTo(TestRedis.url());
        assertThat(environment.getProperty("SERVICE_JWT_SECRET")).isEqualTo(TestSecrets.SERVICE_JWT_SECRET);
        assertThat(environment.getProperty("management.server.port")).isEqualTo("0");
        assertThat(environment.getActiveProfiles()).containsExactly("test");
    }

    @Test
    void whatTheTestSaysItselfComesFirst() {
        assertThat(environment.getProperty("JWT_SECRET")).isEqualTo("of-the-test-itself");
    }

    @Nested
    class Inside {

        @Test
        void aNestedClassSeesTheSame() {
            assertThat(environment.getProperty("COURSE_DB_USER")).isEqualTo("shema_course");
        }
    }
}
