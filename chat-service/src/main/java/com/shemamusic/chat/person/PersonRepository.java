package com.shemamusic.chat.person;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The sessions linked to one student. */
@Repository
class PersonRepository {

    private final JdbcClient jdbc;

    PersonRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Overwrites who wrote and what was said, for good; numbers and times stay. */
    void erase(UUID user) {
        jdbc.sql("""
                        update chat_sessions
                        set guest_name = '-', guest_email = null, topic = null, rev = rev + 1,
                            last_message = case when last_message is null then null else '-' end
                        where user_id = :user
                        """).param("user", user).update();
        jdbc.sql("""
                        update chat_messages m
                        set message = '-', sender_name = case m.sender_role when 'guest' then '-' else m.sender_name end
                        from chat_sessions s where s.id = m.session_id and s.user_id = :user
                        """).param("user", user).update();
    }
}
