package com.shemamusic.course.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.course.School;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.ServiceTest;
import com.shemamusic.test.TestDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
        return TestDatabase.admin()
                .sql("select count(*) from shema.courses")
                .query(Integer.class)
                .single();
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
    void readsWhatASpreadsheetOfTheCountryWrites() {
        String csv = HEADER.replace(',', ';') + "Piano;piano;beginner;100000;45;1;\"Satu; dua, tiga\"\n";
        send("/api/courses/import", csv).assertStatus(200);
        assertThat(admin.get("/api/courses/piano").at("/description").asText()).isEqualTo("Satu; dua, tiga");
    }

    @Test
    void losesNoLetterOfAFileThatIsNotUtf8() {
        byte[] latin = (HEADER + "Piano,piano,beginner,100000,45,1,ok\nCaf\u00e9,piano,beginner,1,45,1,\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        admin.header("Content-Type", "text/csv")
                .send("POST", "/api/courses/import", BodyPublishers.ofByteArray(latin))
                .assertFieldErrors(Map.of("line 3", "INVALID"));
        assertThat(stored()).isZero();
    }

    @Test
    void takesNoMoreRowsThanARequestHasTimeFor() {
        String rows = IntStream.rangeClosed(0, CourseImport.MOST_ROWS)
                .mapToObj(n -> "Kursus " + n + ",piano,beginner,100000,45,1,\n")
                .collect(Collectors.joining());
        send("/api/courses/import", HEADER + rows).assertFieldErrors(Map.of("rows", "OUT_OF_RANGE"));
        send("/api/courses/import", HEADER + rows.substring(rows.indexOf('\n') + 1))
                .assertStatus(200);
        assertThat(stored()).isEqualTo(CourseImport.MOST_ROWS);
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
