package com.shemamusic.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.trial.Callers;
import com.shemamusic.suite.trial.Trial;
import com.shemamusic.suite.trial.TrialRun;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every report over many marks: how long it takes through the gateway, by which plan, and what an export costs in memory. */
public final class AttendanceBench implements Trial {

    private static final String SERVICE = "attendance-service";
    private static final List<String> PATHS = List.of(
            "stats",
            "stats/trend?by=month",
            "stats/trend?by=week",
            "stats/trend?by=week&course_id={course}",
            "stats/trend?by=month&from=2020-01-01",
            "unmarked",
            "conflicts",
            "at-risk",
            "at-risk?absences=1&days=366",
            "students/{student}",
            "schedules/{schedule}",
            "schedules/{schedule}/sheet",
            "reports?group_by=student",
            "reports?group_by=student&sort=attendance_rate",
            "reports?group_by=student&from=2024-01-15&to=2026-08-20",
            "reports?group_by=student&course_id={course}",
            "reports?group_by=course",
            "reports?group_by=course&student_id={student}",
            "reports?group_by=instructor",
            "reports?group_by=month",
            "reports?group_by=schedule",
            "reports?group_by=schedule&from=2025-01-01&to=2026-05-31");

    @Override
    public Kind kind() {
        return Kind.BENCH;
    }

    @Override
    public String name() {
        return "attendance";
    }

    @Override
    public String purpose() {
        return "every attendance report over a million marks: times, plans, and the memory of a whole export";
    }

    @Override
    public Map<String, Integer> options() {
        return Map.of("marks", 1_000_000, "calls", 60);
    }

    @Override
    public void run(TrialRun run) throws Exception {
        RunningSuite suite = run.start(options -> options);
        JdbcClient database = JdbcClient.create(suite.jdbcAdmin());
        ManyMarks.fill(database, run.option("marks"));
        run.report("classes", ManyMarks.count(database, "class_rosters"));
        run.report("marks", ManyMarks.count(database, "schedule_attendees where status is not null"));
        Map<String, String> ids = ManyMarks.ids(database);
        Callers callers = new Callers(suite);
        Map<String, String> paths = new LinkedHashMap<>();
        PATHS.forEach(path -> paths.put(path, filled(path, ids)));
        Plans plans = new Plans(run, suite);
        plans.time(paths, run.option("calls"));
        for (String group : List.of("student", "schedule")) {
            export(run, suite, callers, group);
        }
        plans.explain(SERVICE, paths);
    }

    private static String filled(String path, Map<String, String> ids) {
        String filled = path;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            filled = filled.replace("{" + id.getKey() + "}", id.getValue());
        }
        return "/api/attendance/" + filled;
    }

    /** Reads a whole export and watches the process that writes it. */
    private static void export(TrialRun run, RunningSuite suite, Callers callers, String group) throws Exception {
        long pid = process();
        long before = memory(pid);
        AtomicLong peak = new AtomicLong(before);
        AtomicBoolean over = new AtomicBoolean();
        Thread watch = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                peak.accumulateAndGet(memory(pid), Math::max);
            }
        });
        long start = System.nanoTime();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(suite.gatewayUrl() + "/api/attendance/reports?group_by=" + group))
                .header("Authorization", "Bearer " + callers.adminToken())
                .header("Accept", "text/csv")
                .build();
        long lines = 0;
        long bytes = 0;
        try (HttpClient client = HttpClient.newHttpClient();
                InputStream body = client.send(request, HttpResponse.BodyHandlers.ofInputStream())
                        .body()) {
            byte[] buffer = new byte[65_536];
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                bytes += read;
                for (int i = 0; i < read; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
        }
        over.set(true);
        watch.join();
        run.report(
                "csv by " + group,
                "%,d lines, %,d bytes in %d ms; resident %d MiB before, %d MiB at most"
                        .formatted(
                                lines, bytes, (System.nanoTime() - start) / 1_000_000, before >> 10, peak.get() >> 10));
        assertThat(lines).isGreaterThan(1_000);
    }

    private static long process() {
        return ProcessHandle.current()
                .descendants()
                .filter(one -> one.info().commandLine().orElse("").contains("/" + SERVICE))
                .filter(one -> one.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElseThrow()
                .pid();
    }

    /** Kibibytes. */
    private static long memory(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException gone) {
            return 0;
        }
    }
}
