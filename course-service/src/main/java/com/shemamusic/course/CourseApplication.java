package com.shemamusic.course;

import com.shemamusic.shared.settings.ServiceApplication;
import com.shemamusic.shared.settings.Setting;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Catalogue, timetable, seats and recommendations. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class CourseApplication {

    public static void main(String[] args) {
        ServiceApplication.run(
                CourseApplication.class,
                args,
                Setting.database("DATABASE_URL"),
                Setting.count("DATABASE_POOL_SIZE"),
                Setting.password("COURSE_DB_PASSWORD"),
                Setting.url("USER_SERVICE_URL", "http", "https"),
                Setting.optionalUrl("AI_MODEL_ENDPOINT", "http", "https"));
    }
}
