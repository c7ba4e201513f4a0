package com.shemamusic.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;

/**
 * A test of a whole service: started on a random port in profile {@code test}, with a real PostgreSQL and Redis.
 * With the property {@code shema.test.redis-cluster=true} that Redis is a Cluster. Test methods may take an {@link Api} parameter, which speaks to it without a token.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
@TestPropertySource(properties = TestSettings.SWITCH + "=true")
@ExtendWith(ApiParameter.class)
public @interface ServiceTest {

    /** Short name of the service, as in {@code course}. */
    String value();

    /** Whether every answer is held to what the service publishes about itself. */
    boolean documented() default true;

    /** Further settings in the form {@code name=value}; each different set costs a start of the service. */
    @AliasFor(annotation = SpringBootTest.class, attribute = "properties")
    String[] properties() default {};

    /** Classes to start instead of the application found from the test's package upwards. */
    @AliasFor(annotation = SpringBootTest.class, attribute = "classes")
    Class<?>[] classes() default {};
}
