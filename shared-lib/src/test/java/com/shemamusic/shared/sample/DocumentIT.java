package com.shemamusic.shared.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.shemamusic.test.Api;
import com.shemamusic.test.ServiceTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@ServiceTest(value = "sample", properties = "spring.config.name=sample")
class DocumentIT {

    @Test
    void saysWhatTheOperationsTakeAndWhoMayCallThem(Api api) {
        JsonNode document = api.anonymous().get("/openapi").assertStatus(200).json();
        JsonNode numbers = document.at("/paths/~1numbers/get");
        assertThat(numbers.path("parameters").findValuesAsText("name"))
                .containsExactlyInAnyOrder("colour", "at_least", "from", "page", "size", "sort", "cursor");
        assertThat(numbers.path("x-access").asText()).isEqualTo("public");
        assertThat(document.at("/paths/~1admin/get/x-access").asText()).isEqualTo("admin");
        assertThat(document.at("/paths/~1admin/get/responses/401/description").asText())
                .isEqualTo("AUTH_REQUIRED");
        assertThat(document.at("/paths/~1internal~1thing/get/x-access").asText())
                .isEqualTo("internal");
    }

    @Test
    void namesFieldsAsTheyAreWritten(Api api) {
        JsonNode schemas = api.anonymous().get("/openapi").json().at("/components/schemas");
        assertThat(schemas.at("/Guardian/properties").properties())
                .extracting(property -> property.getKey())
                .containsExactlyInAnyOrder("full_name", "birth_date");
        List<String> colours = schemas.at("/Thing/properties/colour/enum")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
        assertThat(colours).containsExactly("dark_red", "blue");
        assertThat(schemas.at("/Change/properties/name/type").asText()).isEqualTo("string");
        assertThat(schemas.at("/Change/properties/amount/type").asText()).isEqualTo("integer");
        assertThat(schemas.at("/Slot/properties/start/type").asText()).isEqualTo("string");
    }
}
