package com.shemamusic.user.profile;

import com.shemamusic.shared.page.ListQuery;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import com.shemamusic.user.person.Names;
import com.shemamusic.user.person.User;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code users}. */
@Repository
class UserRepository {

    private static final Pattern NUMBER = Pattern.compile("[+\\d\\s().-]{3,}");
    private static final int FEWEST_FOR_LIKENESS = 3;
    private static final Pattern SHORT_NAME = Pattern.compile("[a-z]{4,6}");
    private final JdbcClient jdbc;

    UserRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<User> find(UUID id) {
        return one(id, "");
    }

    /** Keeps others from changing the profile until the transaction ends. */
    Optional<User> lock(UUID id) {
        return one(id, " for update");
    }

    /** The student of this identity (rule 2). */
    Optional<User> findStudent(User like) {
        return jdbc.sql("select " + UserRow.COLUMNS + """
                         from users u
                        where u.role = 'student' and lower(u.email) = lower(:email) and u.name_key = :name_key
                          and u.birth_date = :birth_date
                        """)
                .params(UserRow.parameters(like))
                .query(UserRow::map)
                .optional();
    }

    /** Stores a new profile unless one with the same identity, address or login exists. */
    Optional<User> insert(User user, @Nullable String firebaseUid) {
        return jdbc.sql("""
                        insert into users as u (id, role, status, firebase_uid, full_name, name_key, email, phone, birth_date,
                            address, guardian_name, guardian_phone, guardian_email, guardian_relationship,
                            experience_level, learning_goal, preferred_instruments, budget_range, available_days, bio,
                            specialties, photo_url, search_text)
                        values (:id, :role, :status, :firebase_uid, :full_name, :name_key, :email, :phone, :birth_date,
                            :address, :guardian_name, :guardian_phone, :guardian_email, :guardian_relationship,
                            :experience_level, :learning_goal, :preferred_instruments, :budget_range, :available_days, :bio,
                            :specialties, :photo_url, :search_text)
                        on conflict do nothing
                        returning
                        """ + UserRow.COLUMNS)
                .params(UserRow.parameters(user))
                .param("firebase_uid", firebaseUid)
                .query(UserRow::map)
                .optional();
    }

    /** Overwrites a profile that is locked, under the next version. */
    User update(User user) {
        return jdbc.sql("""
                        update users u
                        set status = :status, full_name = :full_name, name_key = :name_key, email = :email, phone = :phone,
                            birth_date = :birth_date, address = :address, guardian_name = :guardian_name,
                            guardian_phone = :guardian_phone, guardian_email = :guardian_email,
                            guardian_relationship = :guardian_relationship, experience_level = :experience_level,
                            learning_goal = :learning_goal, preferred_instruments = :preferred_instruments,
                            budget_range = :budget_range, available_days = :available_days, bio = :bio,
                            specialties = :specialties, photo_url = :photo_url, search_text = :search_text,
                            erased_at = case when cast(:email as text) is null then now() end,
                            version = u.version + 1, updated_at = now()
                        where u.id = :id
                        returning
                        """ + UserRow.COLUMNS)
                .params(UserRow.parameters(user))
                .query(UserRow::map)
                .single();
    }

    /** All active admins, locked in one order, so that of two who deactivate each other the second one sees the first. */
    List<UUID> lockActiveAdmins() {
        return jdbc.sql("select id from users where role = 'admin' and status = 'active' order by id for update")
                .query(UUID.class)
                .list();
    }

    /** The profiles that fit: those most like {@code q} first; the newest first without it and when it is too short to compare. */
    Page<User> page(UserFilter filter, Paging paging) {
        ListQuery query = ListQuery.of(UserRow.COLUMNS, "users u")
                .where("u.role = :role", "role", UserRow.text(filter.role()))
                .where("u.status = :status", "status", UserRow.text(filter.status()))
                .sort("created_at", "u.created_at", "timestamptz")
                .sort("updated_at", "u.updated_at", "timestamptz")
                .sort("full_name", "lower(u.full_name)", "text")
                .defaultSort("-created_at")
                .id("u.id");
        String wanted = Names.searchable(filter.q());
        return wanted.isEmpty() ? query.page(jdbc, paging, UserRow::map) : search(query, wanted, paging);
    }

    private Page<User> search(ListQuery query, String wanted, Paging paging) {
        query.param("part", "%" + literal(wanted) + "%");
        // Many addresses share what follows the @, and two letters are like every third name: those are compared
        // exactly only.
        String name = wanted.contains("@") ? wanted.substring(0, wanted.indexOf('@')) : wanted;
        if (name.length() < FEWEST_FOR_LIKENESS) {
            return query.where("u.search_text like :part").page(jdbc, paging, UserRow::map);
        }
        // What counts as alike: low enough for two swapped letters in a name of seven.
        jdbc.sql("select set_config('pg_trgm.word_similarity_threshold', '0.4', true)")
                .query(String.class)
                .single();
        return query.param("swapped", swapped(name))
                .where("""
                        u.search_text like :part or :q <% u.search_text
                        or u.search_text like any(cast(:swapped as text[]))""", "q", name)
                .sort("relevance", """
                        (word_similarity(:q, u.search_text) + case when u.search_text like :part then 2
                            when u.search_text like any(cast(:swapped as text[])) then 1 else 0 end)::real""", "real")
                .defaultSort("-relevance")
                .page(jdbc, paging, UserRow::map);
    }

    /** A short name with each two neighbours swapped: it is too short for likeness to survive that. */
    private static String[] swapped(String name) {
        if (!SHORT_NAME.matcher(name).matches()) {
            return new String[0];
        }
        return IntStream.range(1, name.length())
                .mapToObj(i -> "%" + name.substring(0, i - 1) + name.charAt(i) + name.charAt(i - 1)
                        + name.substring(i + 1) + "%")
                .toArray(String[]::new);
    }

    /** A number is looked for by its digits without the trunk zero, because it is stored with the country's code. */
    private static String literal(String wanted) {
        String digits = wanted.replaceAll("\\D", "").replaceFirst("^0+", "");
        if (NUMBER.matcher(wanted).matches() && !digits.isEmpty()) {
            return digits;
        }
        return wanted.replaceAll("([\\\\%_])", "\\\\$1");
    }

    private Optional<User> one(UUID id, String lock) {
        return jdbc.sql("select " + UserRow.COLUMNS + " from users u where u.id = :id" + lock)
                .param("id", id)
                .query(UserRow::map)
                .optional();
    }
}
