package com.shemamusic.chat.canned;

import com.shemamusic.shared.page.ListQuery;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code canned_replies}. */
@Repository
class CannedReplyRepository {

    private static final String COLUMNS = "r.id, r.shortcut, r.text, r.created_at";
    private final JdbcClient jdbc;

    CannedReplyRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<CannedReply> page(Paging paging) {
        return ListQuery.of(COLUMNS, "canned_replies r")
                .sort("shortcut", "lower(r.shortcut)", "text")
                .sort("created_at", "r.created_at", "timestamptz")
                .id("r.id")
                .page(jdbc, paging, CannedReplyRepository::reply);
    }

    /** Stores the reply unless its shortcut is taken. */
    Optional<CannedReply> insert(UUID id, String shortcut, String text) {
        return jdbc.sql("""
                        insert into canned_replies as r (id, shortcut, text) values (:id, :shortcut, :text)
                        on conflict do nothing returning
                        """ + COLUMNS)
                .param("id", id)
                .param("shortcut", shortcut)
                .param("text", text)
                .query(CannedReplyRepository::reply)
                .optional();
    }

    boolean delete(UUID id) {
        return jdbc.sql("delete from canned_replies where id = :id")
                        .param("id", id)
                        .update()
                == 1;
    }

    private static CannedReply reply(ResultSet rs, int row) throws SQLException {
        return new CannedReply(
                Objects.requireNonNull(rs.getObject("id", UUID.class)),
                rs.getString("shortcut"),
                rs.getString("text"),
                Objects.requireNonNull(rs.getObject("created_at", OffsetDateTime.class))
                        .toInstant());
    }
}
