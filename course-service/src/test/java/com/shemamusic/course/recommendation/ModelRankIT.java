package com.shemamusic.course.recommendation;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.shemamusic.course.School;
import com.shemamusic.test.Api;
import com.shemamusic.test.ServiceTest;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@ServiceTest(value = "course", properties = "USER_SERVICE_URL=http://localhost:1")
class ModelRankIT {

    private static final WireMockServer MODEL = new WireMockServer(0);

    private Api visitor;
    private String guitar;
    private String piano;

    @DynamicPropertySource
    static void model(DynamicPropertyRegistry registry) {
        MODEL.start();
        registry.add("AI_MODEL_ENDPOINT", () -> MODEL.baseUrl() + "/rank");
    }

    @AfterAll
    static void stop() {
        MODEL.stop();
    }

    @BeforeEach
    void arrange(Api api) {
        School.reset();
        visitor = api.anonymous();
        School school = new School(api);
        guitar = school.course("Gitar", "guitar", 1);
        piano = school.course("Piano", "piano", 1);
    }

    private List<String> recommended(ResponseDefinitionBuilder answer) {
        MODEL.stubFor(post(urlEqualTo("/rank")).willReturn(answer));
        return visitor.post(
                        "/api/recommendations/generate",
                        "{\"experience_level\": \"beginner\", \"preferred_instruments\": [\"guitar\"]}")
                .assertStatus(200)
                .at("/data")
                .findValuesAsText("name");
    }

    @Test
    void aModelMayReorder() {
        assertThat(recommended(okJson("{\"order\": [\"%s\", \"%s\"]}".formatted(piano, guitar))))
                .containsExactly("Piano", "Gitar");
    }

    @Test
    void theRulesStandWhenItIsLateBrokenOrMakesThingsUp() {
        assertThat(recommended(okJson("{\"order\": [\"%s\"]}".formatted(piano))))
                .containsExactly("Gitar", "Piano");
        assertThat(recommended(okJson("{\"order\": [\"%s\", \"%s\"]}".formatted(piano, piano))))
                .containsExactly("Gitar", "Piano");
        assertThat(recommended(okJson("nonsense"))).containsExactly("Gitar", "Piano");
        assertThat(recommended(aResponse().withStatus(500))).containsExactly("Gitar", "Piano");
        assertThat(recommended(okJson("{\"order\": [\"%s\", \"%s\"]}".formatted(piano, guitar))
                        .withFixedDelay(3_000)))
                .containsExactly("Gitar", "Piano");
    }
}
