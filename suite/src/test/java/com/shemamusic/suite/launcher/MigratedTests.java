package com.shemamusic.suite.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigratedTests {

    private static final Map<String, String> PASSWORDS = Map.of("user", "one");

    @TempDir
    private Path data;

    @Test
    void isNotDoneUntilRemembered() {
        Migrated migrated = Migrated.of(data, PASSWORDS);

        assertThat(migrated.isDone()).isFalse();
        migrated.remember();
        assertThat(migrated.isDone()).isTrue();
    }

    @Test
    void isDoneAgainForOtherPasswords() {
        Migrated.of(data, PASSWORDS).remember();

        assertThat(Migrated.of(data, Map.of("user", "two")).isDone()).isFalse();
    }

    @Test
    void isForgottenWithTheDatabase() throws Exception {
        Migrated migrated = Migrated.of(data, PASSWORDS);
        migrated.remember();
        Files.delete(migrated.note());

        assertThat(migrated.isDone()).isFalse();
    }
}
