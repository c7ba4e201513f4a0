package com.shemamusic.shared.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTests {

    private static final String GOOD = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void aWellFormedHeaderIsKeptAndNamesItsTrace() {
        assertThat(TraceParent.validOrNew(GOOD)).isEqualTo(GOOD);
        assertThat(TraceParent.traceId(GOOD)).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\nX-Evil: 1"
            })
    void anythingElseIsReplacedByANewOne(String header) {
        assertThat(TraceParent.traceId(header)).isNull();
        String made = TraceParent.validOrNew(header);
        assertThat(TraceParent.traceId(made)).hasSize(32);
        assertThat(TraceParent.validOrNew(header)).isNotEqualTo(made);
    }
}
