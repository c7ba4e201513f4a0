package com.shemamusic.user.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.test.Api;
import com.shemamusic.test.ServiceTest;
import com.shemamusic.test.TestDatabase;
import com.shemamusic.user.People;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest("user")
class ListUsersIT {

    private Api api;

    @BeforeEach
    void start(Api anyone) {
        api = anyone.asAdmin();
        TestDatabase.truncate("user");
        People.create(api, """
                {"role": "student", "full_name": "Budi Santoso", "email": "budi@contoh.id", "birth_date": "2000-01-02",
                 "phone": "+62 878-1122-3344"}""");
        People.create(api, People.student("Sari Wulandari", "sari@contoh.id", "2000-01-02"));
        People.create(api, People.student("André Wijaya", "andre_w@contoh.id", "2000-01-02"));
        People.create(api, People.instructor("Raka Pratama", "raka@shema.id"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "budi",
                "BUDI SANTOSO",
                "santoso budi",
                "Budi Sanotso",
                "budy santoso",
                "budi@contoh.id",
                "budii@contoh.id",
                "0878 1122",
                "+62 878-1122-3344",
                "087811223344",
                "ud"
            })
    void findsNameAddressAndPhoneDespiteTypos(String q) {
        assertThat(found(q)).first().isEqualTo("Budi Santoso");
    }

    @Test
    void searchesWithoutAccentsAndTakesWildcardsLiterally() {
        assertThat(found("andre wijaya")).first().isEqualTo("André Wijaya");
        assertThat(found("andre_w")).first().isEqualTo("André Wijaya");
        assertThat(found("%")).isEmpty();
        assertThat(found("xyzzy")).isEmpty();
        assertThat(found("089999")).isEmpty();
        assertThat(found("...")).isEmpty();
        assertThat(found("000")).isEmpty();
    }

    @Test
    void addressesAreNotAlikeBecauseTheyAreOfOneProvider() {
        assertThat(found("budi@contoh")).containsExactly("Budi Santoso");
        assertThat(found("@contoh.id")).containsExactlyInAnyOrder("André Wijaya", "Sari Wulandari", "Budi Santoso");
    }

    @Test
    void searchesThroughAnIndex() {
        TestDatabase.admin().sql("""
                        insert into shema.users (id, role, status, full_name, name_key, email, search_text)
                        select gen_random_uuid(), 'instructor', 'active', n, n, n || '@x.id', n || ' ' || n || '@x.id'
                        from (select md5(i::text) as n from generate_series(1, 20000) i) names
                        """).update();
        TestDatabase.admin().sql("vacuum analyze shema.users").update();
        // With the rights of the service, whose row-level security must not keep the planner from the index.
        String plan = String.join(
                "\n",
                JdbcClient.create(TestDatabase.as("user"))
                        .sql("""
                                explain select * from users u
                                where u.search_text like '%bdui%' or 'bdui' <% u.search_text
                                    or u.search_text like any(array['%dbui%', '%budi%', '%bdiu%'])
                                """)
                        .query(String.class)
                        .list());
        assertThat(plan).contains("users_search_idx").doesNotContain("Seq Scan");
        assertThat(found("budi santoso")).first().isEqualTo("Budi Santoso");
        assertThat(found("bdui")).first().isEqualTo("Budi Santoso");
        String byChange = String.join(
                "\n",
                JdbcClient.create(TestDatabase.as("user"))
                        .sql("explain select * from users u order by u.updated_at desc, u.id desc limit 21")
                        .query(String.class)
                        .list());
        assertThat(byChange).contains("users_updated_idx").doesNotContain("Sort");
    }

    @ParameterizedTest
    @CsvSource({
        "Dwei, Dewi Lestari",
        "Bdui, Budi Santoso",
        "Srai, Sari Wulandari",
        "Rkaa, Raka Pratama",
        "arka, Raka Pratama"
    })
    void findsAShortNameWithTwoLettersSwapped(String q, String name) {
        People.create(api, People.student("Dewi Lestari", "dewi@contoh.id", "2000-01-02"));
        People.create(api, People.student("Sra Utami", "utami@contoh.id", "2000-01-02"));
        assertThat(found(q)).first().isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0", "\u2003\u00a0", "\u0301"})
    void searchesForNothingWhenNothingIsAskedFor(String q) {
        assertThat(found(q)).containsExactly("Raka Pratama", "André Wijaya", "Sari Wulandari", "Budi Santoso");
        assertThat(api.get("/api/users?sort=full_name&q=" + URLEncoder.encode(q, StandardCharsets.UTF_8))
                        .assertStatus(200)
                        .at("/data/0/full_name")
                        .asText())
                .isEqualTo("André Wijaya");
        api.get("/api/users?sort=relevance&q=" + URLEncoder.encode(q, StandardCharsets.UTF_8))
                .assertFieldErrors(Map.of("sort", "INVALID"));
    }

    @Test
    void filtersAndSorts() {
        assertThat(names("?role=student")).containsExactly("André Wijaya", "Sari Wulandari", "Budi Santoso");
        assertThat(names("?role=student&sort=full_name"))
                .containsExactly("André Wijaya", "Budi Santoso", "Sari Wulandari");
        assertThat(names("?status=active")).containsExactly("Raka Pratama");
        assertThat(names("?role=instructor&q=budi")).isEmpty();
        assertThat(names("")).hasSize(4);
    }

    @Test
    void walksAllPagesByCursorInASearchToo() {
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            var page = api.get("/api/users?size=1&q=contoh.id" + cursor).assertStatus(200);
            page.at("/data").forEach(user -> seen.add(user.path("full_name").asText()));
            cursor = page.at("/meta/next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.at("/meta/next_cursor").asText();
        } while (!cursor.isEmpty());
        assertThat(seen).containsExactlyInAnyOrder("Budi Santoso", "Sari Wulandari", "André Wijaya");
    }

    @Test
    void namesEveryBadParameterAtOnce() {
        api.get("/api/users?role=teacher&status=gone&page=0&size=500&q=" + "x".repeat(201))
                .assertFieldErrors(Map.of(
                        "role", "INVALID",
                        "status", "INVALID",
                        "page", "OUT_OF_RANGE",
                        "size", "OUT_OF_RANGE",
                        "q", "TOO_LONG"));
        api.get("/api/users?sort=firebase_uid").assertFieldErrors(Map.of("sort", "INVALID"));
        api.get("/api/users?sort=relevance").assertFieldErrors(Map.of("sort", "INVALID"));
        api.get("/api/users?cursor=x").assertFieldErrors(Map.of("cursor", "INVALID"));
    }

    @Test
    void countsPeople() {
        TestDatabase.admin()
                .sql(
                        "update shema.users set created_at = now() - interval '31 days', status = 'active' where full_name = 'Budi Santoso'")
                .update();
        People.admin(api, "kepala@shema.id");
        assertThat(api.get("/api/users/stats").assertStatus(200).text())
                .isEqualTo("{\"student_count\":3,\"active_student_count\":1,\"pending_student_count\":2,"
                        + "\"instructor_count\":1,\"admin_count\":1,\"new_students_30d\":2}");
    }

    private List<String> found(String q) {
        return names("?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8));
    }

    private List<String> names(String query) {
        List<String> names = new ArrayList<>();
        api.get("/api/users" + query)
                .assertStatus(200)
                .at("/data")
                .forEach(user -> names.add(user.path("full_name").asText()));
        return names;
    }
}
