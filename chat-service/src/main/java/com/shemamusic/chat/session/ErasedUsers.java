package com.shemamusic.chat.session;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code erased_users}. What it is asked or told of a user stays true until the transaction ends. */
@Repository
class ErasedUsers {

    private final JdbcClient jdbc;

    ErasedUsers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(UUID user) {
        lock(user);
        jdbc.sql("insert into erased_users (user_id) values (:id) on conflict do nothing")
                .param("id", user)
                .update();
    }

    boolean contains(UUID user) {
        lock(user);
        // A statement of its own: the one that waits for the lock does not see what was committed meanwhile.
        return jdbc.sql("select exists (select from erased_users where user_id = :id)")
                .param("id", user)
                .query(Boolean.class)
                .single();
    }

    /** Not the row, because that of a user who was not erased does not exist; before any session is locked. */
    private void lock(UUID user) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('user:' || :id, 0))")
                .param("id", user.toString())
                .query((row, n) -> n)
                .list();
    }
}
