package com.shemamusic.attendance;

import com.shemamusic.shared.settings.ServiceApplication;
import com.shemamusic.shared.settings.Setting;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts attendance-service. */
@SpringBootApplication
public class AttendanceApplication {

    public static void main(String[] args) {
        ServiceApplication.run(
                AttendanceApplication.class,
                args,
                Setting.database("DATABASE_URL"),
                Setting.optionalDatabase("DATABASE_REPORTS_URL"),
                Setting.count("DATABASE_POOL_SIZE"),
                Setting.password("ATTENDANCE_DB_PASSWORD"),
                Setting.url("USER_SERVICE_URL", "http", "https"),
                Setting.url("COURSE_SERVICE_URL", "http", "https"));
    }
}
