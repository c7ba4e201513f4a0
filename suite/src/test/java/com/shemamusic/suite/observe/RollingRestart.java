package com.shemamusic.suite.observe;

import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.observe.SteadyLoad.Ask;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A school with visitors and an admin at work, whose processes are stopped and started one after the other. */
public final class RollingRestart {

    /** Before an access token ends, which a long run would notice. */
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final RunningSuite suite;
    private final URI door;
    private final Api visitor;
    private volatile String course = "";
    private volatile String chat = "";
    private volatile String chatToken = "";
    private final AtomicInteger formsSent = new AtomicInteger();
    private final AtomicInteger messagesSent = new AtomicInteger();
    private String token = "";
    private Instant signedInAt = Instant.EPOCH;

    /** {@code door} is where visitors come in: the gateway, or what stands before several. */
    public RollingRestart(RunningSuite suite, URI door) {
        this.suite = suite;
        this.door = door;
        this.visitor = Api.of(door.getPort(), "api-gateway");
        open();
    }

    // A course and a chat of its own, so that what is stored can be counted.
    private void open() {
        this.course = visitor.as(adminToken())
                .post("/api/courses", """
                        {"name": "Kursus Bergilir %s", "instrument": "piano", "level": "beginner", "price": 300000,
                         "duration_minutes": 60, "max_students": 5, "description": "Untuk uji"}""".formatted(UUID.randomUUID()))
                .assertStatus(201)
                .at("/id")
                .asText();
        ApiResponse opened =
                visitor.post("/api/chat/sessions", "{\"guest_name\": \"Tamu\"}").assertStatus(201);
        this.chat = opened.at("/session_id").asText();
        this.chatToken = opened.at("/session_token").asText();
        formsSent.set(0);
        messagesSent.set(0);
    }

    /** Reads and writes of every service, half of them cached reads. */
    public List<Ask> mix() {
        return List.of(
                new Ask("catalogue", 6, 200, () -> get("/api/courses?size=5")),
                new Ask("course", 4, 200, () -> get("/api/courses/" + course)),
                new Ask("free slots", 2, 200, () -> get("/api/schedules/available?course_id=" + course)),
                new Ask("instructors", 2, 200, () -> get("/api/users/instructors")),
                new Ask("form", 1, 201, this::form),
                new Ask("chat message", 1, 201, this::message),
                new Ask("dashboard", 1, 200, () -> admin("/api/admin/dashboard")),
                new Ask("enrollments", 1, 200, () -> admin("/api/enrollments?size=5")),
                new Ask("attendance", 1, 200, () -> admin("/api/attendance/stats")),
                new Ask("who am I", 1, 200, () -> admin("/api/auth/me")));
    }

    /** Asks for everything until it is answered as it should be: processes that have just started are slow at first. */
    public void warm() {
        for (Ask ask : mix()) {
            for (int times = 0; times < 3; times++) {
                while (SteadyLoad.status(ask) != ask.expected()) {
                    LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
                }
            }
        }
        open();
    }

    private HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(URI.create(door + path));
    }

    private HttpRequest.Builder admin(String path) {
        return get(path).header("Authorization", "Bearer " + adminToken());
    }

    private HttpRequest.Builder form() {
        int n = formsSent.incrementAndGet();
        return post("/api/enrollments", """
                {"course_id": "%s", "full_name": "Pendaftar %d", "email": "pendaftar%d@contoh.local",
                 "phone": "0812-3456-7890", "birth_date": "1999-05-17", "experience_level": "beginner",
                 "preferred_days": ["monday"], "time_preferences": [{"start": "15:00", "end": "17:00"}],
                 "consent": {"terms": true, "privacy": true}, "captcha_token": "pass"}""".formatted(course, n, n))
                .header("Idempotency-Key", UUID.randomUUID().toString());
    }

    private HttpRequest.Builder message() {
        messagesSent.incrementAndGet();
        return post("/api/chat/sessions/" + chat + "/messages", """
                {"client_message_id": "%s", "message": "Halo"}""".formatted(UUID.randomUUID()))
                .header("X-Chat-Session", chatToken);
    }

    private HttpRequest.Builder post(String path, String json) {
        return get(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
    }

    /** Stops and starts every process of a service, the next one only when the one before is ready again. */
    public void roll(String service) {
        for (String process : suite.apps()) {
            if (process.equals(service) || process.startsWith(service + "-")) {
                suite.stop(process);
                suite.start(process);
                suite.awaitReady(process);
            }
        }
    }

    /** Restarts the second processes of all services at once, and when they are ready the first ones. */
    public static void halves(RunningSuite suite) {
        for (boolean second : List.of(true, false)) {
            List<String> half = suite.apps().stream()
                    .filter(app -> app.endsWith("-2") == second)
                    .toList();
            List<Thread> stops = half.stream()
                    .map(app -> Thread.ofVirtual().start(() -> suite.stop(app)))
                    .toList();
            stops.forEach(RollingRestart::join);
            half.forEach(suite::start);
            half.forEach(suite::awaitReady);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The admin's next requests are made in a new session. */
    public synchronized void signInAgain() {
        signedInAt = Instant.EPOCH;
    }

    private synchronized String adminToken() {
        if (signedInAt.plus(KEPT).isBefore(Instant.now())) {
            String identity = visitor.post("/api/auth/local/sign-in", """
                            {"email": "admin@shemamusic.local", "password": "shema-local"}""")
                    .assertStatus(200)
                    .at("/id_token")
                    .asText();
            token = visitor.post("/api/auth/login", "{\"id_token\": \"" + identity + "\"}")
                    .assertStatus(200)
                    .at("/access_token")
                    .asText();
            signedInAt = Instant.now();
        }
        return token;
    }

    /** Forms sent for the course of this run, and messages sent to its chat over REST. */
    public int formsSent() {
        return formsSent.get();
    }

    public int messagesSent() {
        return messagesSent.get();
    }

    public String course() {
        return course;
    }

    public String chat() {
        return chat;
    }
}
