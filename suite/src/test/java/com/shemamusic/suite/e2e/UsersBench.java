package com.shemamusic.suite.e2e;

import com.shemamusic.suite.launcher.RunningSuite;
import com.shemamusic.suite.trial.Trial;
import com.shemamusic.suite.trial.TrialRun;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finding people among many, typing errors included. */
public final class UsersBench implements Trial {

    @Override
    public Kind kind() {
        return Kind.BENCH;
    }

    @Override
    public String name() {
        return "users";
    }

    @Override
    public String purpose() {
        return "lists of people and searches for them, with typing errors, among a hundred thousand: times and plans";
    }

    @Override
    public Map<String, Integer> options() {
        return Map.of("users", 100_000, "calls", 60);
    }

    @Override
    public void run(TrialRun run) throws Exception {
        RunningSuite suite = run.start(options -> options);
        JdbcClient database = JdbcClient.create(suite.jdbcAdmin());
        database.sql("""
                        insert into shema.users (id, role, status, full_name, name_key, search_text, email, phone, birth_date)
                        select md5('u' || n)::uuid, 'student', (array['pending', 'active', 'inactive'])[1 + n % 3], name, lower(name),
                               lower(name) || ' ' || n || '@contoh.local +62812' || n, n || '@contoh.local', '+62812' || n,
                               date '2000-01-01' + n % 5000
                        from (select n, (array['Ani', 'Budi', 'Citra', 'Dewi', 'Eka', 'Fajar', 'Gita', 'Hadi', 'Indah', 'Joko', 'Kartika',
                                     'Lestari', 'Maya', 'Nanda', 'Oki', 'Putri', 'Ratna', 'Sari', 'Tono', 'Wulan'])[1 + n % 20] || ' ' ||
                                  (array['Santoso', 'Wijaya', 'Kusuma', 'Pratama', 'Hidayat', 'Setiawan', 'Nugroho', 'Rahayu',
                                     'Wahyuni', 'Susanto', 'Halim', 'Gunawan', 'Siregar', 'Nasution', 'Simanjuntak', 'Lubis', 'Ginting'])
                                     [1 + (n / 20) %% 17] || ' ' || substr(md5(n::text), 1, 5) as name
                              from generate_series(1000000, 999999 + :users) n) names
                        """.replace("%%", "%")).param("users", run.option("users")).update();
        database.sql("vacuum (analyze) shema.users").update();
        String someone = database.sql("select full_name from shema.users where email = '1000777@contoh.local'")
                .query(String.class)
                .single()
                .replace(" ", "%20");
        Map<String, String> paths = new LinkedHashMap<>();
        paths.put("newest", "/api/users?size=20");
        paths.put("active students", "/api/users?role=student&status=active");
        paths.put("by name", "/api/users?sort=full_name");
        paths.put("q whole name", "/api/users?q=" + someone);
        paths.put("q typing error, rare", "/api/users?q=simanjutnak%20" + someone.substring(someone.length() - 5));
        paths.put("q typing error, frequent", "/api/users?q=Santsoo");
        paths.put("q two words", "/api/users?q=Puti%20Rahyau");
        paths.put("q short", "/api/users?q=an");
        paths.put("q e-mail", "/api/users?q=1000777@contoh");
        paths.put("q phone", "/api/users?q=0812-1000-777");
        paths.put("q nobody", "/api/users?q=xyzzyq");
        paths.put("stats", "/api/users/stats");
        Plans plans = new Plans(run, suite);
        plans.time(paths, run.option("calls"));
        plans.explain("user-service", paths);
    }
}
