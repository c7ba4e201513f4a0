package com.shemamusic.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnScriptsTests {

    @TempDir
    private Path elsewhere;

    @Test
    void aServicesCopyOfItsScriptsIsNotSeen() throws Exception {
        Files.createDirectories(elsewhere.resolve("db/migrations/user"));
        URL[] copy = {elsewhere.toUri().toURL()};
        try (URLClassLoader both = new URLClassLoader(copy, OwnScripts.class.getClassLoader())) {
            assertThat(Collections.list(both.getResources("db/migrations/user")))
                    .hasSize(2);

            assertThat(Collections.list(new OwnScripts(both).getResources("db/migrations/user")))
                    .singleElement()
                    .asString()
                    .doesNotContain(elsewhere.toString());
        }
    }
}
