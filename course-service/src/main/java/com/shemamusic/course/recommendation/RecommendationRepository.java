package com.shemamusic.course.recommendation;

import static com.shemamusic.course.store.Sql.instant;
import static com.shemamusic.course.store.Sql.uuid;

import com.shemamusic.shared.event.EventJson;
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

    RecommendationRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Kept insert(UUID id, @Nullable UUID user, Wishes wishes, List<Score> scores) {
        return jdbc.sql("""
                        insert into recommendations (id, user_id, wishes, results)
                        values (:id, :user, cast(:wishes as jsonb), cast(:results as jsonb))
                        returning id, results, created_at""")
                .param("id", id)
                .param("user", user)
                .param("wishes", EventJson.write(wishes))
                .param("results", EventJson.write(scores))
                .query(RecommendationRepository::kept)
                .single();
    }

    Optional<Kept> find(UUID id) {
        return jdbc.sql("select id, results, created_at from recommendations where id = :id")
                .param("id", id)
                .query(RecommendationRepository::kept)
                .optional();
    }

    Page<Kept> list(@Nullable UUID user, Paging paging) {
        return ListQuery.of("id, results, created_at", "recommendations")
                .where("user_id = :user", "user", user)
                .sort("created_at", "created_at", "timestamptz")
                .defaultSort("-created_at")
                .page(jdbc, paging, RecommendationRepository::kept);
    }

    void forget(UUID user) {
        jdbc.sql("delete from recommendations where user_id = :user")
                .param("user", user)
                .update();
    }

    private static Kept kept(ResultSet row, int number) throws SQLException {
        List<Score> scores = List.of(EventJson.read(row.getString("results"), Score[].class));
        return new Kept(uuid(row, "id"), scores, instant(row, "created_at"));
    }
}
