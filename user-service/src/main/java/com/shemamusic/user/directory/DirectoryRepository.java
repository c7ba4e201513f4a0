package com.shemamusic.user.directory;

import com.shemamusic.shared.page.ListQuery;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Short looks at {@code users}. */
@Repository
class DirectoryRepository {

    private final JdbcClient jdbc;

    DirectoryRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<PersonSummary> people(List<UUID> ids) {
        return jdbc.sql("""
                        select id, role, status, full_name, email, phone, birth_date
                        from users where id = any(:ids) order by id
                        """)
                .param("ids", ids.toArray(UUID[]::new))
                .query((rs, row) -> new PersonSummary(
                        rs.getObject("id", UUID.class),
                        rs.getString("role"),
                        rs.getString("status"),
                        rs.getString("full_name"),
                        rs.getString("email"),
                        rs.getString("phone"),
                        rs.getObject("birth_date", LocalDate.class)))
                .list();
    }

    Optional<InstructorSummary> instructor(UUID id) {
        return jdbc.sql("select id, full_name, status from users where id = :id and role = 'instructor'")
                .param("id", id)
                .query((rs, row) -> new InstructorSummary(
                        rs.getObject("id", UUID.class), rs.getString("full_name"), rs.getString("status")))
                .optional();
    }

    Page<InstructorProfile> activeInstructors(Paging paging) {
        return ListQuery.of("u.id, u.full_name, u.bio, u.specialties, u.photo_url", "users u")
                .where("u.role = 'instructor' and u.status = 'active'")
                .sort("full_name", "lower(u.full_name)", "text")
                .id("u.id")
                .page(
                        jdbc,
                        paging,
                        (rs, row) -> new InstructorProfile(
                                rs.getObject("id", UUID.class),
                                rs.getString("full_name"),
                                rs.getString("bio"),
                                Arrays.asList(
                                        (String[]) rs.getArray("specialties").getArray()),
                                rs.getString("photo_url")));
    }
}
