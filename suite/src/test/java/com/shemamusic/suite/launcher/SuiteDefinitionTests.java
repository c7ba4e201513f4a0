package com.shemamusic.suite.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuiteDefinitionTests {

    @Test
    void everyAppHasAPlaceOfItsOwnInThePortBlock() {
        assertThat(SuiteDefinition.APPS.stream().map(SuiteDefinition.App::offset))
                .containsExactly(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void callsBetweenAppsHaveNoCycle() {
        SuiteDefinition.APPS.forEach(app -> follow(app, new ArrayList<>()));
    }

    @Test
    void anUnknownAppIsRefusedWithTheNamesThereAre() {
        assertThatThrownBy(() -> SuiteDefinition.named("mail-service"))
                .hasMessageContaining("mail-service")
                .hasMessageContaining("user-service");
    }

    private static void follow(SuiteDefinition.App app, List<String> path) {
        assertThat(path).doesNotContain(app.name());
        List<String> longer = new ArrayList<>(path);
        longer.add(app.name());
        app.peers().forEach(peer -> follow(SuiteDefinition.named(peer), longer));
    }
}
