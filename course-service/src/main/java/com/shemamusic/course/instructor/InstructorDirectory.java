package com.shemamusic.course.instructor;

import com.shemamusic.course.client.user.InstructorProfile;
import com.shemamusic.course.client.user.UserClient;
import com.shemamusic.shared.error.ApiException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The instructors this service has met: their names, and the rows that writers of the timetable lock. */
@Service
public class InstructorDirectory {

    private static final String ACTIVE = "active";
    private final JdbcClient jdbc;
    private final UserClient users;

    InstructorDirectory(JdbcClient jdbc, UserClient users) {
        this.jdbc = jdbc;
        this.users = users;
    }

    /**
     * Sees to it that there is a row for an instructor who may give classes, asking user-service about one not met yet. Not
     * to be called inside a transaction: the call may take its time.
     *
     * @throws ApiException 404 {@code INSTRUCTOR_NOT_FOUND}, also for one who no longer teaches
     */
    public void require(UUID id) {
        Optional<String> known = jdbc.sql("select status from instructors where id = :id")
                .param("id", id)
                .query(String.class)
                .optional();
        String status = known.orElseGet(() -> {
            InstructorProfile profile = users.instructor(id).orElseThrow(InstructorDirectory::notFound);
            jdbc.sql("""
                    insert into instructors (id, full_name, status) values (:id, :name, :status)
                    on conflict (id) do nothing""")
                    .param("id", id)
                    .param("name", profile.fullName())
                    .param("status", profile.status())
                    .update();
            return profile.status();
        });
        if (!ACTIVE.equals(status)) {
            throw notFound();
        }
    }

    /** The name of an instructor met before. */
    public String name(UUID id) {
        return jdbc.sql("select full_name from instructors where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    static ApiException notFound() {
        return ApiException.notFound("INSTRUCTOR_NOT_FOUND");
    }
}
