package com.shemamusic.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EscapedTargetsTests {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "/a?q=x|y, /a?q=x%7Cy",
                "/a?q={\"x\"}, /a?q=%7B%22x%22%7D",
                "/a?q=<b>^`\\, /a?q=%3Cb%3E%5E%60%5C",
                "/a?q[0]=1, /a?q%5B0%5D=1",
                "/a?q=100%, /a?q=100%25",
                "/a?q=%zz%4, /a?q=%25zz%254",
                "/a?q=Ã©, /a?q=%C3%A9",
                "/a\"b, /a%22b"
            })
    void escapesWhatIsNotAllowed(String raw, String escaped) {
        assertThat(EscapedTargets.escaped(raw)).isEqualTo(escaped);
        assertThat(URI.create(EscapedTargets.escaped(raw)).toString()).isEqualTo(escaped);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "*", "/a-b_c.d~e/?f=g:@!$&'()*+,;=h", "/a?q=%7C%c3%A9", "http://x:1/a?b#c", "/.."})
    void leavesTheRestAlone(String target) {
        assertThat(EscapedTargets.escaped(target)).isSameAs(target);
    }

    @Test
    void everyByteIsAllowedAfterwards() {
        StringBuilder all = new StringBuilder("/a?q=");
        for (char c = 0; c <= 0xFF; c++) {
            all.append(c);
        }
        assertThat(URI.create(EscapedTargets.escaped(all.toString())).getRawPath())
                .isEqualTo("/a");
    }
}
