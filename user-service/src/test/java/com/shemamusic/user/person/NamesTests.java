package com.shemamusic.user.person;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamesTests {

    @Test
    void foldsCaseAndSpacing() {
        assertThat(Names.key("  Budi\u00a0  SANTOSO ")).isEqualTo("budi santoso");
        assertThat(Names.key("Groß")).isEqualTo(Names.key("GROSS"));
    }

    @Test
    void keepsDifferentNamesApart() {
        assertThat(Names.key("André")).isNotEqualTo(Names.key("Andre"));
        assertThat(Names.key("Budi Santoso")).isNotEqualTo(Names.key("BudiSantoso"));
    }

    @Test
    void composesAccentsSoThatTwoKeyboardsAgree() {
        assertThat(Names.key("Andre\u0301")).isEqualTo(Names.key("Andr\u00e9"));
    }

    @Test
    void searchesWithoutAccents() {
        assertThat(Names.searchable("André", null, "+62812")).isEqualTo("andre +62812");
    }
}
