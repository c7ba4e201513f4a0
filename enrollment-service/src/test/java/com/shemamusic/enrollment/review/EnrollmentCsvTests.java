package com.shemamusic.enrollment.review;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnrollmentCsvTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "=1+1|'=1+1",
                "+62812|'+62812",
                "-x|'-x",
                "@sum|'@sum",
                "＝1|'＝1",
                "a;=cmd|a;'=cmd",
                "a; \"=cmd|a; \"'=cmd"
            })
    void whatASpreadsheetWouldRunIsText(String text, String cell) {
        assertThat(EnrollmentCsv.safe(text)).isEqualTo(cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Siti-Rahayu", "a@b.example", "x=y", "2026-01-05", "a, -b"})
    void everythingElseStaysAsItIs(String text) {
        assertThat(EnrollmentCsv.safe(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n=1", "\t=1", "x\r\n=1"})
    void alsoAtTheBeginningOfALine(String text) {
        assertThat(EnrollmentCsv.safe(text)).contains("'=1").doesNotContain("\n=", "\t=");
    }
}
