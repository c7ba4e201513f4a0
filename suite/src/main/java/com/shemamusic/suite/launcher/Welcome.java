package com.shemamusic.suite.launcher;

import java.nio.file.Path;
import java.util.Map;

/** What a person sees when the suite is up: where it is, who signs in, where mail goes, what to try. */
final class Welcome {
    private Welcome() {}

    static String text(RunningSuite suite, Path directory, Map<String, String> environment) {
        String gateway = suite.gatewayUrl().toString();
        String admin = environment
                .getOrDefault("BOOTSTRAP_ADMIN_EMAILS", "admin@shemamusic.local")
                .split(",")[0]
                .strip();
        String password = environment.getOrDefault("SHEMA_ADMIN_PASSWORD", "shema-local");
        return """

                Shema Music is up.

                  Gateway      %1$s
                  API docs     %1$s/docs
                  Dashboard    %1$s/api/admin/dashboard (admins)
                  Admin        %2$s / %3$s
                  PostgreSQL   localhost:%4$d, database postgres, user postgres (password in %5$s/secrets.json)
                  Redis        localhost:%6$d
                  Mail         %7$s (SMTP on localhost:%8$d), WhatsApp in %9$s

                Try:
                  curl -s %1$s/health
                  curl -s %1$s/api/courses
                  curl -s %1$s/api/schedules/available
                  curl -s -X POST %1$s/api/auth/local/sign-in -H 'Content-Type: application/json' \\
                       -d '{"email":"%2$s","password":"%3$s"}'
                """.formatted(
                        gateway,
                        admin,
                        password,
                        suite.postgres().port(),
                        directory,
                        suite.redis().port(),
                        suite.mailDirectory(),
                        suite.smtp().port(),
                        suite.whatsappDirectory());
    }
}
