package com.shemamusic.shared.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.shemamusic.shared.error.FieldErrors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordBinderTests {

    record Named(String name) {}

    private final ObjectMapper mapper = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {" piano ,piano", "\u00a0piano\u2007,piano", "\u3000grand\u00a0piano\u202f\t,grand\u00a0piano"})
    void takesTextWithoutTheSpacesAround(String text, String kept) {
        assertThat(bound(text)).isEqualTo(kept);
    }

    @Test
    void leavesNothingOfSpacesWhateverTheirWidth() {
        assertThat(bound(" \u00a0\u2003\u202f\u2028 ")).isEmpty();
    }

    private String bound(String text) {
        FieldErrors errors = new FieldErrors();
        Object bound = new RecordBinder(mapper, false)
                .bind(mapper.createObjectNode().put("name", text), mapper.constructType(Named.class), "", errors);
        errors.throwIfAny();
        return ((Named) bound).name();
    }
}
