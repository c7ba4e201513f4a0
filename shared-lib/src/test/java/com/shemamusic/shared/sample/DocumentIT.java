package com.shemamusic.shared.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.shemamusic.test.Api;
import com.shemamusic.test.Documentation;
import com.shemamusic.test.ServiceTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@ServiceTest(value = "sample", documented = false, properties = "spring.config.name=sample")
class DocumentIT {

    private static final String THING = "/things/01890000-0000-7000-8000-000000000000";

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
        assertThat(schemas.at("/SampleGuardian/properties").properties())
                .extracting(property -> property.getKey())
                .containsExactlyInAnyOrder("full_name", "birth_date");
        List<String> colours = schemas.at("/SampleThing/properties/colour/enum")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
        assertThat(colours).containsExactly("dark_red", "blue");
        assertThat(schemas.at("/SampleChange/properties/name/type").asText()).isEqualTo("string");
        assertThat(schemas.at("/SampleChange/properties/amount/type").asText()).isEqualTo("integer");
        assertThat(schemas.at("/SampleSlot/properties/start/type").asText()).isEqualTo("string");
    }

    @Test
    void anAnswerIsHeldToItsDocument(Api api) {
        held(api, "").get(THING).assertStatus(200);
        held(api, "").get("/numbers?size=2").assertStatus(200);
        held(api, "").get("/numbers?size=0").assertStatus(400);
        held(api, "").get("/free").assertStatus(202);
    }

    @Test
    void anAnswerThatIsNotDocumentedIsFound(Api api) {
        assertThatThrownBy(() -> held(api, "").get("/refuses")).hasMessageContaining("409 THING_TAKEN");
        assertThatThrownBy(() ->
                        held(api, "/paths/~1things~1{id}/get/responses/200").get(THING))
                .hasMessageContaining("status 200");
        assertThatThrownBy(() -> held(api, "/components/schemas/SampleStored/properties/name")
                        .get(THING))
                .hasMessageContaining("field .name is not documented");
        assertThatThrownBy(() -> held(api, "/paths/~1numbers").get("/numbers"))
                .hasMessageContaining("GET /numbers is not documented");
        assertThatThrownBy(() ->
                        held(api, "/components/responses/Refused/x-codes/400").post("/things", "{"))
                .hasMessageContaining("400 MALFORMED_JSON");
    }

    @Test
    void aFieldThatIsDocumentedAndMissingIsFound(Api api) {
        ObjectNode document = (ObjectNode) api.anonymous().get("/openapi").json();
        ObjectNode stored = (ObjectNode) document.at("/components/schemas/SampleStored");
        ((ObjectNode) stored.path("properties")).putObject("colour").put("type", "string");
        ((ArrayNode) stored.path("required")).add("colour");
        Documentation more = new Documentation(List.of(document));

        assertThatThrownBy(() -> api.anonymous().documented(() -> more).get(THING))
                .hasMessageContaining("field .colour is documented as always there and is missing");
    }

    /** Held to the document without what stands at that place. */
    private static Api held(Api api, String without) {
        JsonNode document = api.anonymous().get("/openapi").json();
        if (!without.isEmpty()) {
            int last = without.lastIndexOf('/');
            String name = without.substring(last + 1).replace("~1", "/");
            assertThat(((ObjectNode) document.at(without.substring(0, last))).remove(name))
                    .as(without)
                    .isNotNull();
        }
        Documentation documentation = new Documentation(List.of(document));
        return api.anonymous().documented(() -> documentation);
    }
}
