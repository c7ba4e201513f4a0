package com.shemamusic.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Every service has its own copy of the event tables, because nothing is shared; the copies must not drift apart. */
class EventTablesTests {

    @Test
    void theEventTablesOfAllServicesAreAlike() throws IOException {
        String first = script(ServiceSchema.ALL.getFirst());
        for (ServiceSchema schema : ServiceSchema.ALL) {
            assertThat(script(schema)).as(schema.service()).isEqualTo(first);
        }
    }

    private static String script(ServiceSchema schema) throws IOException {
        String path = "/db/migrations/" + schema.service() + "/V001__create_event_tables.sql";
        try (InputStream file = EventTablesTests.class.getResourceAsStream(path)) {
            String sql = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(sql).contains("create table " + schema.service() + "_outbox");
            return sql.replace(schema.service() + "_", "service_").replaceAll("(?m)[ \t]+", " ");
        }
    }
}
