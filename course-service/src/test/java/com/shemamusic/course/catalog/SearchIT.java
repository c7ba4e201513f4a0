package com.shemamusic.course.catalog;

import static com.shemamusic.course.School.inDays;
import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.course.School;
import com.shemamusic.test.Api;
import com.shemamusic.test.ServiceTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ServiceTest("course")
class SearchIT {

    private Api admin;
    private Api visitor;
    private School school;

    @BeforeEach
    void arrange(Api api) {
        School.reset();
        admin = api.asAdmin();
        visitor = api.anonymous();
        school = new School(api);
        school.course("Gitar Pemula", "guitar", 4, "beginner", 200_000);
        school.course("Rock Riffs", "guitar", 4, "advanced", 800_000);
        school.course("Piano Klasik", "piano", 1, "intermediate", 500_000);
        school.course("Vokal Pop", "vocal", 8, "beginner", 300_000);
        admin.post("/api/courses", """
                {"name": "Ensembel", "instrument": "violin", "level": "advanced", "price": 100000,
                 "duration_minutes": 60, "max_students": 10,
                 "description": "Belajar bermain bersama. Playing together for singers and guitarists."}""").assertStatus(201);
    }

    private List<String> found(String query) {
        return visitor.get("/api/courses?" + query)
                .assertStatus(200)
                .at("/data")
                .findValuesAsText("name");
    }

    @ParameterizedTest
    @CsvSource({
        "gitr, 'Gitar Pemula,Rock Riffs'",
        "gitar, 'Gitar Pemula,Rock Riffs'",
        "guitar, 'Gitar Pemula,Rock Riffs,Ensembel'",
        "GUITAR%20rock, 'Rock Riffs'",
        "paino, 'Piano Klasik'",
        "pian, 'Piano Klasik'",
        "vocal, 'Vokal Pop'",
        "vokal, 'Vokal Pop'",
        "biola, 'Ensembel'",
        "main, 'Ensembel'",
        "play, 'Ensembel'",
        "b%C3%ADola, 'Ensembel'",
        "gitar%20xyzzy, 'Gitar Pemula,Rock Riffs'",
        "xyzzy, ''",
        "%21%26%7C, ''",
        "kursus%20untuk%20piano, 'Piano Klasik'",
    })
    void findsByNameInstrumentAndDescriptionInTwoLanguagesDespiteTypos(String q, String names) {
        assertThat(found("q=" + q)).containsExactlyInAnyOrder(names.isEmpty() ? new String[0] : names.split(","));
    }

    @Test
    void aWordOnlyCoursesOfThePastHadIsTakenForATypo() {
        String gone = school.course("Gitr Lama", "drums", 4);
        assertThat(found("q=gitr")).containsExactly("Gitr Lama");
        admin.delete("/api/courses/" + gone).assertStatus(204);
        assertThat(found("q=gitr")).containsExactlyInAnyOrder("Gitar Pemula", "Rock Riffs");
        assertThat(visitor.get("/api/courses/facets?q=gitr").at("/instrument").toString())
                .isEqualTo("{\"guitar\":2}");
        var first = visitor.get("/api/courses?q=gitr&size=1");
        assertThat(found("q=gitr&size=1&cursor=" + first.at("/meta/next_cursor").asText()))
                .hasSize(1);
    }

    @Test
    void putsTheBestMatchFirst() {
        assertThat(found("q=gitar")).first().isEqualTo("Gitar Pemula");
        assertThat(found("q=guitar")).last().isEqualTo("Ensembel");
    }

    @ParameterizedTest
    @CsvSource({
        "instrument=guitar&level=advanced, 'Rock Riffs'",
        "price_category=low&sort=name, 'Ensembel,Gitar Pemula,Vokal Pop'",
        "min_price=300000&max_price=500000&sort=price, 'Vokal Pop,Piano Klasik'",
        "sort=-price&size=2, 'Rock Riffs,Piano Klasik'",
        "sort=created_at&size=1, 'Gitar Pemula'",
        "size=1, 'Ensembel'",
        "instrument=harp, ''"
    })
    void filtersAndSorts(String query, String names) {
        assertThat(found(query)).containsExactly(names.isEmpty() ? new String[0] : names.split(","));
    }

    @Test
    void followsACursorThroughASearch() {
        var first = visitor.get("/api/courses?q=guitar&size=2").assertStatus(200);
        var second = visitor.get("/api/courses?q=guitar&size=2&cursor="
                        + first.at("/meta/next_cursor").asText())
                .assertStatus(200);
        assertThat(second.at("/data").findValuesAsText("name")).containsExactly("Ensembel");
        assertThat(second.at("/meta/total").asInt()).isEqualTo(3);
    }

    @Test
    void countsFacetsForTheSameFilters() {
        String room = school.room("Studio", 10);
        String course = visitor.get("/api/courses/gitar-pemula").at("/id").asText();
        school.lesson(course, school.instructor("Budi"), room, inDays(3, 9));
        String weekday = inDays(3, 0).atZone(School.ZONE).getDayOfWeek().name().toLowerCase();
        var facets = visitor.get("/api/courses/facets?instrument=guitar").assertStatus(200);
        assertThat(facets.json().toString())
                .isEqualTo("{\"instrument\":{\"guitar\":2},\"level\":{\"advanced\":1,\"beginner\":1},"
                        + "\"price_category\":{\"high\":1,\"low\":1},\"day\":{\"" + weekday + "\":1}}");
        assertThat(found("day=" + weekday)).containsExactly("Gitar Pemula");
        assertThat(visitor.get("/api/courses/gitar-pemula")
                        .at("/available_days/0")
                        .asText())
                .isEqualTo(weekday);
    }

    @Test
    void namesInstrumentsInBothLanguages() {
        var instruments = visitor.get("/api/courses/instruments").assertStatus(200);
        assertThat(instruments.at("/data/0").toString())
                .isEqualTo("{\"slug\":\"guitar\",\"name\":{\"id\":\"Gitar\",\"en\":\"Guitar\"},\"course_count\":2}");
        var second = visitor.get("/api/courses/instruments?size=1&page=2").assertStatus(200);
        assertThat(second.at("/data").size()).isEqualTo(1);
        assertThat(second.at("/data/0")).isEqualTo(instruments.at("/data/1"));
        assertThat(second.at("/meta/total")).isEqualTo(instruments.at("/meta/total"));
        visitor.get("/api/courses/instruments?size=101").assertFieldErrors(Map.of("size", "OUT_OF_RANGE"));
    }

    @Test
    void namesEveryBadFilterAtOnce() {
        visitor.get(
                        "/api/courses?level=expert&price_category=free&min_price=-1&max_price=x&day=moonday&page=0&size=101")
                .assertFieldErrors(Map.of(
                        "level",
                        "INVALID",
                        "price_category",
                        "INVALID",
                        "min_price",
                        "OUT_OF_RANGE",
                        "max_price",
                        "INVALID",
                        "day",
                        "INVALID",
                        "page",
                        "OUT_OF_RANGE",
                        "size",
                        "OUT_OF_RANGE"));
        visitor.get("/api/courses?sort=teacher").assertField("sort", "INVALID");
        visitor.get("/api/courses?cursor=forged").assertField("cursor", "INVALID");
    }
}
