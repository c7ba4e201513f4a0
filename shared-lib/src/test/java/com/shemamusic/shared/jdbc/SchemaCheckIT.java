package com.shemamusic.shared.jdbc;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.shemamusic.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SchemaCheckIT {

    private final JdbcClient service = JdbcClient.create(TestDatabase.as("user"));

    @AfterEach
    void upToDate() {
        TestDatabase.admin()
                .sql("update shema.flyway_history_user set success = true")
                .update();
    }

    @Test
    void letsAServiceStartOnASchemaThatIsUpToDate() {
        assertThatCode(() -> new SchemaCheck(service, "user").await()).doesNotThrowAnyException();
    }

    @Test
    void refusesASchemaThatIsBehind() {
        TestDatabase.admin()
                .sql("update shema.flyway_history_user set success = false")
                .update();
        assertThatThrownBy(() -> new SchemaCheck(service, "user").await())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("run the migrator first");
    }

    @Test
    void refusesASchemaOfAnotherService() {
        assertThatThrownBy(() -> new SchemaCheck(service, "course").await())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("run the migrator first");
    }
}
