package com.shemamusic.user.admin;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Looks at the admins and instructors in {@code users}. */
@Repository
class AdminRepository {

    private final JdbcClient jdbc;

    AdminRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<StaffMember> byEmail(String email) {
        return one("role in ('admin', 'instructor') and lower(email) = lower(:wanted)", email);
    }

    Optional<StaffMember> byFirebaseUid(String uid) {
        return one("firebase_uid = :wanted", uid);
    }

    Optional<StaffMember> admin(UUID id) {
        return one("role = 'admin' and id = :wanted", id);
    }

    /** Notes the sign-in; nothing that others keep a copy of, so neither version nor event. */
    boolean signedIn(UUID id) {
        return jdbc.sql("update users set last_login_at = now() where role = 'admin' and id = :id")
                        .param("id", id)
                        .update()
                == 1;
    }

    private Optional<StaffMember> one(String condition, Object wanted) {
        return jdbc.sql("select id, email, full_name, role, status from users where " + condition)
                .param("wanted", wanted)
                .query((rs, row) -> new StaffMember(
                        rs.getObject("id", UUID.class),
                        rs.getString("email"),
                        rs.getString("full_name"),
                        rs.getString("role"),
                        rs.getString("status")))
                .optional();
    }
}
