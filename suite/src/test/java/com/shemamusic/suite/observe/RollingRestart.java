package com.shemamusic.suite.observe;

import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.launcher.SuiteOptions;
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

    /** All that can run twice, in the order they are restarted. */
    static final List<String> SERVICES = List.of(
            "auth-service",
            "user-service",
            "course-service",
            "enrollment-service",
            "chat-service",
            "attendance-service",
            "api-gateway");

    private static final String SECOND = "-2";

    private final RunningSuite suite;
    private final URI door;
    private final Api visitor;
    private Duration settle = Duration.ZERO;
    private volatile String course = "";
    private volatile String chat = "";
    private volatile String chatToken = "";
    private final AtomicInteger formsSent = new AtomicInteger();
    private final AtomicInteger messagesSent = new AtomicInteger();
    private String token = "";
    private Instant signedInAt = Instant.EPOCH;

    /** What a suite must be started with, so that each service can run twice and start as fast as its image does. */
    static SuiteOptions twice(SuiteOptions options, int pauseSeconds) {
        SuiteOptions two = options.withTraining().with("SHUTDOWN_PAUSE", pauseSeconds + "s");
        for (String service : SERVICES) {
            two = two.withReplicas(service, 2);
        }
        return two;
    }

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

    /** What a school is asked: mostly by visitors who look around, sometimes for something of every other kind. */
    public List<Ask> mix() {
        return List.of(
                new Ask("catalogue", 14, 200, () -> get("/api/courses?size=5")),
                new Ask("course", 10, 200, () -> get("/api/courses/" + course)),
                new Ask("free slots", 5, 200, () -> get("/api/schedules/available?course_id=" + course)),
                new Ask("instructors", 3, 200, () -> get("/api/users/instructors")),
                new Ask("form", 2, 201, this::form),
                new Ask("chat message", 2, 201, this::message),
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

    /** How long a process is left to warm up before the next one is stopped; not at all unless it is said. */
    public RollingRestart settling(Duration time) {
        this.settle = time;
        return this;
    }

    /** As {@link #warm()}, and then for so long more and more up to a rate, of which nothing is counted. */
    public void warm(int perSecond, Duration length) {
        warm();
        for (int part : new int[] {4, 2, 1}) {
            try (SteadyLoad _ = new SteadyLoad(perSecond / part, mix())) {
                Thread.sleep(length.dividedBy(3));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
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
        restart(service);
        restart(service + SECOND);
    }

    /** Runs a service with the first of its two processes only, as most do while another is rolled. */
    public void leaveSecond(String service) {
        suite.stop(service + SECOND);
    }

    /** Gives a service its second process again. */
    public void addSecond(String service) {
        start(service + SECOND);
    }

    /** Restarts the first process of a service while a second one stands in for it. */
    public void replace(String service) {
        addSecond(service);
        restart(service);
        leaveSecond(service);
    }

    private void restart(String process) {
        suite.stop(process);
        start(process);
    }

    // A process that has just started is slow: the next one is stopped only when it has had some requests to warm up
    // with.
    private void start(String process) {
        suite.start(process);
        suite.awaitReady(process);
        LockSupport.parkNanos(settle.toNanos());
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
