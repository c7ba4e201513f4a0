package com.shemamusic.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.ServiceTest;
import com.shemamusic.test.TestDatabase;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The service with its neighbours stood in for at the HTTP level; every test starts with empty tables. */
@ServiceTest(
        value = "enrollment",
        properties = {
            "CAPTCHA_PROVIDER=local",
            "SCHOOL_EMAIL=school@shemamusic.test",
            "WEBSITE_URL=https://shema.example",
            "WHATSAPP_PROVIDER=local",
            "WHATSAPP_LOCAL_DIR=target/whatsapp",
            "shema.enrollment.messages.interval=200ms",
            "shema.enrollment.messages.reminder-interval=200ms",
            "shema.enrollment.booking.interval=200ms",
            "shema.enrollment.messages.pause=200ms",
            "shema.enrollment.booking.step=1s",
            "shema.enrollment.booking.again=300ms"
        })
public abstract class ServiceIT {

    @DynamicPropertySource
    static void peers(DynamicPropertyRegistry registry) {
        registry.add("USER_SERVICE_URL", PeersStub.SERVER::baseUrl);
        registry.add("COURSE_SERVICE_URL", PeersStub.SERVER::baseUrl);
        registry.add("SMTP_URL", Mailbox::url);
    }

    @BeforeEach
    void clean() {
        TestDatabase.truncate("enrollment");
        PeersStub.reset();
        Mailbox.empty();
    }

    protected static ApiResponse submit(Api api, String form) {
        return submit(api, UUID.randomUUID().toString(), form);
    }

    protected static ApiResponse submit(Api api, String key, String form) {
        return api.anonymous().header("Idempotency-Key", key).post("/api/enrollments", form);
    }

    /** The id of a fresh enrollment of an adult. */
    protected static String enrolled(Api api, UUID course, String email) {
        return submit(api, Forms.adult(course).email(email).json())
                .assertStatus(201)
                .at("/id")
                .asText();
    }

    protected static ApiResponse review(Api api, String id, String action) {
        return api.asAdmin().post("/api/enrollments/" + id + "/" + action, "{\"reason\":\"because\"}");
    }

    protected static ApiResponse approve(Api api, String id) {
        return api.asAdmin().post("/api/enrollments/" + id + "/approve");
    }

    protected static void assertState(Api api, String id, String status) {
        assertThat(api.asAdmin().get("/api/enrollments/" + id).at("/status").asText())
                .isEqualTo(status);
    }

    protected static void awaitLinked(Api api, String id) {
        Awaitility.await()
                .until(() -> api.asAdmin()
                        .get("/api/enrollments/" + id)
                        .at("/student_id")
                        .isTextual());
    }

    protected static long rows(String table) {
        return TestDatabase.admin()
                .sql("select count(*) from shema." + table)
                .query(Long.class)
                .single();
    }
}
