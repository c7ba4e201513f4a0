package com.shemamusic.course.recommendation;

import static com.shemamusic.course.store.Sql.instant;
import static com.shemamusic.course.store.Sql.uuid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.shemamusic.shared.page.ListQuery;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class RecommendationRepository {

    /** A recommendation as it was made. */
    record Kept(UUID id, List<Score> scores, Instant createdAt) {}

    private final JdbcClient jdbc;
    private final ObjectMapper mapper;

    RecommendationRepository(JdbcClient jdbc, ObjectMapper mapper) {
        this.jdbc = jdbc;
        this.mapper = mapper;
    }

    Kept insert(UUID id, @Nullable UUID user, Wishes wishes, List<Score> scores) {
        return jdbc.sql("""
                        insert into recommendations (id, user_id, wishes, results)
                        values (:id, :user, cast(:wishes as jsonb), cast(:results as jsonb))
                        returning id, results, created_at""")
                .param("id", id)
                .param("user", user)
                .param("wishes", json(wishes))
                .param("results", json(scores))
                .query(this::kept)
                .single();
    }

    Optional<Kept> find(UUID id) {
        return jdbc.sql("select id, results, created_at from recommendations where id = :id")
                .param("id", id)
                .query(this::kept)
                .optional();
    }

    Page<Kept> list(@Nullable UUID user, Paging paging) {
        return ListQuery.of("id, results, created_at", "recommendations")
                .where("user_id = :user", "user", user)
                .sort("created_at", "created_at", "timestamptz")
                .defaultSort("-created_at")
                .page(jdbc, paging, this::kept);
    }

    void forget(UUID user) {
        jdbc.sql("delete from recommendations where user_id = :user")
                .param("user", user)
                .update();
    }

    private Kept kept(ResultSet row, int number) throws SQLException {
        try {
            List<Score> scores = mapper.readValue(row.getString("results"), new TypeReference<>() {});
            return new Kept(uuid(row, "id"), scores, instant(row, "created_at"));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private String json(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
