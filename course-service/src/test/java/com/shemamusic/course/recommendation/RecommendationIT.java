package com.shemamusic.course.recommendation;

import static com.shemamusic.course.School.inDays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.shemamusic.course.Envelopes;
import com.shemamusic.course.School;
import com.shemamusic.test.Api;
import com.shemamusic.test.EventProbe;
import com.shemamusic.test.ServiceTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServiceTest("course")
class RecommendationIT {

    private static final String WISHES = """
            {"experience_level": "beginner", "learning_goal": "hobby", "preferred_instruments": ["guitar"],
             "budget_range": "low", "available_days": ["%s"]}""";

    private Api admin;
    private Api visitor;
    private School school;

    @BeforeEach
    void arrange(Api api) {
        School.reset();
        admin = api.asAdmin();
        visitor = api.anonymous();
        school = new School(api);
    }

    private static String weekday(int days) {
        return inDays(days, 0).atZone(School.ZONE).getDayOfWeek().name().toLowerCase();
    }

    @Test
    void givesTheBestFiveWithReasonsAndKeepsThem() {
        String dear = school.course("Gitar B", "guitar", 4, "beginner", 200_000);
        school.course("Gitar A", "guitar", 4, "beginner", 200_000);
        school.course("Gitar C", "guitar", 4, "beginner", 100_000);
        school.course("Piano", "piano", 4, "beginner", 100_000);
        school.course("Piano 2", "piano", 4, "advanced", 100_000);
        school.course("Piano 3", "piano", 4, "advanced", 900_000);
        school.lesson(dear, school.instructor("Budi"), school.room("Studio", 5), inDays(3, 9));
        var made = visitor.post("/api/recommendations/generate", WISHES.formatted(weekday(3)))
                .assertStatus(200);
        assertThat(made.at("/data").findValuesAsText("name"))
                .containsExactly("Gitar B", "Gitar C", "Gitar A", "Piano", "Piano 2");
        assertThat(made.at("/data").findValuesAsText("score")).containsExactly("100.0", "90.0", "90.0", "50.0", "20.0");
        assertThat(made.at("/data/0/confidence").asDouble()).isEqualTo(1.0);
        assertThat(made.at("/data/0/has_capacity").asBoolean()).isTrue();
        assertThat(made.at("/data/0/reasons").findValuesAsText("factor"))
                .containsExactly("instrument", "level", "budget", "days");
        assertThat(made.at("/data/0/reasons/0/text").asText()).isEqualTo("Anda ingin belajar gitar.");
        String path = "/api/recommendations/" + made.at("/id").asText();
        assertThat(visitor.get(path).assertStatus(200).json()).isEqualTo(made.json());
        assertThat(visitor.header("Accept-Language", "en")
                        .get(path)
                        .at("/data/0/reasons/0/text")
                        .asText())
                .isEqualTo("You would like to play guitar.");
    }

    @Test
    void isMadeForEveryNewStudentOnceAndForgottenWithThem() {
        school.course("Gitar", "guitar", 4);
        UUID student = UUID.randomUUID();
        String event = Envelopes.of("USER_REGISTERED", student, 1, """
                {"userId": "%s", "role": "student", "status": "pending", "experienceLevel": "beginner",
                 "learningGoal": null, "preferredInstruments": ["guitar"], "budgetRange": "unheard-of",
                 "availableDays": null}""".formatted(student));
        EventProbe.appendToStream("user.registered", event);
        EventProbe.appendToStream("user.registered", event);
        UUID teacher = UUID.randomUUID();
        EventProbe.appendToStream(
                "user.registered",
                Envelopes.of(
                        "USER_REGISTERED",
                        teacher,
                        1,
                        "{\"userId\": \"%s\", \"role\": \"instructor\"}".formatted(teacher)));
        String list = "/api/recommendations?user_id=" + student;
        await().until(() -> admin.get(list).at("/meta/total").asInt() == 1);
        assertThat(admin.get(list).at("/data/0/data/0/score").asDouble()).isEqualTo(70.0);
        assertThat(admin.get("/api/recommendations").at("/meta/total").asInt()).isEqualTo(1);
        EventProbe.appendToStream(
                "user.erased", Envelopes.of("USER_ERASED", student, 2, "{\"userId\": \"%s\"}".formatted(student)));
        await().until(() -> admin.get(list).at("/meta/total").asInt() == 0);
    }

    @Test
    void namesEveryBadFieldAtOnceAndAsksWhoLists(Api api) {
        visitor.post("/api/recommendations/generate", """
                {"learning_goal": "fame", "preferred_instruments": ["Gitar Besar"], "budget_range": 3,
                 "available_days": ["someday"], "user_id": "x"}""")
                .assertFieldErrors(Map.of(
                        "experience_level",
                        "REQUIRED",
                        "learning_goal",
                        "INVALID",
                        "preferred_instruments[0]",
                        "INVALID",
                        "budget_range",
                        "INVALID",
                        "available_days[0]",
                        "INVALID",
                        "user_id",
                        "UNKNOWN_FIELD"));
        visitor.get("/api/recommendations/" + UUID.randomUUID()).assertError(404, "RECOMMENDATION_NOT_FOUND");
        visitor.get("/api/recommendations").assertError(401, "AUTH_REQUIRED");
        api.asService("enrollment-service").get("/api/recommendations").assertError(403, "AUTH_FORBIDDEN");
        api.withoutToken().post("/api/recommendations/generate", "{}").assertError(401, "AUTH_REQUIRED");
    }
}
