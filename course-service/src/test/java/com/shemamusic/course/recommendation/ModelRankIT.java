package com.shemamusic.course.recommendation;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.shemamusic.course.Neighbours;
import com.shemamusic.course.School;
import com.shemamusic.test.Api;
import com.shemamusic.test.ServiceTest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServiceTest("course")
class ModelRankIT {

    private static final WireMockServer MODEL = Neighbours.SERVER;

    private Api visitor;
    private String guitar;
    private String piano;

    @BeforeEach
    void arrange(Api api) {
        School.reset();
        Neighbours.reset();
        visitor = api.anonymous();
        School school = new School(api);
        guitar = school.course("Gitar", "guitar", 1);
        piano = school.course("Piano", "piano", 1);
    }

    @AfterEach
    void goesAgain() {
        Neighbours.reset();
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
