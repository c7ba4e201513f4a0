package com.shemamusic.course.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.course.School;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.ServiceTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServiceTest("course")
class CourseImportIT {

    private static final String HEADER = "name,instrument,level,price,duration_minutes,max_students,description\n";

    private Api admin;

    @BeforeEach
    void empty(Api api) {
        School.reset();
        admin = api.asAdmin();
    }

    private ApiResponse send(String path, String csv) {
        return admin.header("Content-Type", "text/csv").send("POST", path, BodyPublishers.ofString(csv));
    }

    private int stored() {
        return admin.get("/api/courses").at("/meta/total").asInt();
    }

    @Test
    void importsAllRows() {
        String csv = "\uFEFF" + HEADER
                + "Piano,piano,beginner,100000,45,1,\"Satu,\nDua\"\r\n\nGitar,guitar,advanced,5,60,4,\n";
        assertThat(send("/api/courses/import?dry_run=true", csv)
                        .assertStatus(200)
                        .json()
                        .toString())
                .isEqualTo("{\"count\":2,\"dry_run\":true}");
        assertThat(stored()).isZero();
        send("/api/courses/import", csv).assertStatus(200);
        assertThat(stored()).isEqualTo(2);
        assertThat(admin.get("/api/courses/piano").at("/description").asText()).isEqualTo("Satu,\nDua");
    }

    @Test
    void importsNothingWhenARowIsBadAndNamesEveryLine() {
        new School(admin).course("Biola", "violin", 1);
        String csv = HEADER
                + "Piano,piano,beginner,100000,45,1,ok\n"
                + "Biola,violin,beginner,100000,45,1,taken\n"
                + "Piano,piano,beginner,100000,45,1,\"twice\nover\"\n"
                + ",piano,expert,cheap,45,0,bad\n"
                + "Short,piano\n";
        send("/api/courses/import", csv)
                .assertFieldErrors(Map.of(
                        "line 3: slug",
                        "COURSE_SLUG_TAKEN",
                        "line 4: slug",
                        "COURSE_SLUG_TAKEN",
                        "line 6: name",
                        "REQUIRED",
                        "line 6: level",
                        "INVALID",
                        "line 6: price",
                        "INVALID",
                        "line 6: max_students",
                        "OUT_OF_RANGE",
                        "line 7",
                        "INVALID"));
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void refusesWhatIsNoCatalogue() {
        send("/api/courses/import", "name,teacher,version\na,b,c\n")
                .assertFieldErrors(Map.of(
                        "line 1: teacher",
                        "UNKNOWN_FIELD",
                        "line 1: version",
                        "READ_ONLY_FIELD",
                        "line 1: instrument",
                        "REQUIRED",
                        "line 1: level",
                        "REQUIRED",
                        "line 1: price",
                        "REQUIRED",
                        "line 1: duration_minutes",
                        "REQUIRED",
                        "line 1: max_students",
                        "REQUIRED"));
        send("/api/courses/import", HEADER).assertFieldErrors(Map.of("rows", "REQUIRED"));
        send("/api/courses/import", HEADER + "\"Piano").assertError(400, "VALIDATION_FAILED");
        send("/api/courses/import", "name,name\n").assertError(400, "VALIDATION_FAILED");
        admin.post("/api/courses/import", "{}").assertError(415, "UNSUPPORTED_MEDIA_TYPE");
    }
}
