package com.shemamusic.suite.trial;

import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** S9: whoever has a registration number but not its address learns nothing, not even by the time an answer takes. */
public final class LookupTrial implements Trial {

    private static final double INDISTINGUISHABLE = 0.55;
    private static final int FORMS = 100;
    private static final int WARM = 1_000;

    private record Seen(boolean real, long micros) {}

    @Override
    public Kind kind() {
        return Kind.FUZZ;
    }

    @Override
    public String name() {
        return "lookups";
    }

    @Override
    public String purpose() {
        return "Status look-ups that miss, half of them with a number that exists: nothing tells the halves apart (S9).";
    }

    @Override
    public Map<String, Integer> options() {
        return Map.of("lookups", 10_000);
    }

    @Override
    public void run(TrialRun run) throws Exception {
        RunningSuite suite = run.start(options -> options);
        Callers callers = new Callers(suite);
        List<String> numbers = submit(callers);
        Random random = new Random(20260105);
        Api visitor = callers.visitor();
        Set<String> answers = new HashSet<>();
        List<Seen> seen = new ArrayList<>();
        for (int i = -WARM; i < run.option("lookups"); i++) {
            boolean real = random.nextBoolean();
            String number = real ? numbers.get(random.nextInt(numbers.size())) : shuffled(numbers.getFirst(), random);
            String body = """
                    {"registration_number": "%s", "email": "orang%05d@contoh.local"}""".formatted(number, random.nextInt(100_000));
            long start = System.nanoTime();
            ApiResponse answer = visitor.post("/api/users/enrollment-status", body);
            long micros = (System.nanoTime() - start) / 1_000;
            if (i >= 0) {
                seen.add(new Seen(real, micros));
                answers.add(answer.status() + " " + answer.at("/code").asText() + " " + answer.bytes().length);
            }
        }
        double auc = auc(seen);
        run.report("look-ups", seen.size());
        run.report("different answers (status, code, length)", answers);
        run.report("AUC of the times (0.5 tells nothing; at most 0.55)", "%.3f".formatted(auc));
        if (answers.size() != 1 || Math.max(auc, 1 - auc) > INDISTINGUISHABLE) {
            throw new AssertionError("a number that exists is answered differently: " + answers + ", AUC " + auc);
        }
    }

    /** How likely a look-up with a real number took longer than one without, ties counting half. */
    static double auc(List<Seen> seen) {
        List<Seen> sorted = new ArrayList<>(seen);
        sorted.sort((one, other) -> Long.compare(one.micros, other.micros));
        long real = seen.stream().filter(Seen::real).count();
        double ranks = 0;
        for (int i = 0; i < sorted.size(); ) {
            int same = i;
            while (same < sorted.size() && sorted.get(same).micros == sorted.get(i).micros) {
                same++;
            }
            double rank = (i + 1 + same) / 2.0;
            ranks += rank * sorted.subList(i, same).stream().filter(Seen::real).count();
            i = same;
        }
        return (ranks - real * (real + 1) / 2.0) / (real * (double) (seen.size() - real));
    }

    /** Looks like a number and is none, all but certainly. */
    private static String shuffled(String number, Random random) {
        int tail = number.lastIndexOf('-') + 1;
        List<String> letters = new ArrayList<>(List.of(number.substring(tail).split("")));
        Collections.shuffle(letters, random);
        return number.substring(0, tail) + String.join("", letters);
    }

    private static List<String> submit(Callers callers) {
        String course = callers.admin()
                .post("/api/courses", """
                        {"name": "Kursus Tanya", "instrument": "piano", "level": "beginner", "price": 300000,
                         "duration_minutes": 60, "max_students": 4, "description": "Kursus untuk uji"}""")
                .assertStatus(201)
                .at("/id")
                .asText();
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < FORMS; i++) {
            numbers.add(callers.visitor()
                    .header("Idempotency-Key", "lookup-trial-" + i)
                    .post("/api/enrollments", """
                            {"course_id": "%s", "full_name": "Pelamar %d", "email": "pelamar%d@contoh.local",
                             "phone": "0812-3456-7890", "birth_date": "1995-08-17", "experience_level": "beginner",
                             "preferred_days": ["saturday"], "time_preferences": [{"start": "09:00", "end": "12:00"}],
                             "consent": {"terms": true, "privacy": true}, "captcha_token": "pass"}""".formatted(course, i, i))
                    .assertStatus(201)
                    .at("/registration_number")
                    .asText());
        }
        return numbers;
    }
}
