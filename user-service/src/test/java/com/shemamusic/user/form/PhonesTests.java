package com.shemamusic.user.form;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhonesTests {

    @ParameterizedTest
    @ValueSource(strings = {"081234567890", "0812-3456-7890", "+62 812 3456 7890", "62 81234567890"})
    void readsIndonesianNumbers(String text) {
        assertThat(Phones.parse(text)).contains("+6281234567890");
    }

    @Test
    void readsNumbersOfOtherCountries() {
        assertThat(Phones.parse("+65 6123 4567")).contains("+6561234567");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "rumah", "+62", "00000000000", "0812345678901234567890123456789012345678901"})
    void findsNoNumberWhereThereIsNone(String text) {
        assertThat(Phones.parse(text)).isEmpty();
    }
}
