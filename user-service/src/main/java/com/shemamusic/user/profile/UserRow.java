package com.shemamusic.user.profile;

import com.shemamusic.user.person.BudgetRange;
import com.shemamusic.user.person.Contact;
import com.shemamusic.user.person.ExperienceLevel;
import com.shemamusic.user.person.Guardian;
import com.shemamusic.user.person.LearningGoal;
import com.shemamusic.user.person.Names;
import com.shemamusic.user.person.Portrait;
import com.shemamusic.user.person.Role;
import com.shemamusic.user.person.User;
import com.shemamusic.user.person.UserStatus;
import com.shemamusic.user.person.Wishes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A profile as a row of {@code users}, both ways. */
final class UserRow {

    static final String COLUMNS = """
            u.id, u.role, u.status, u.full_name, u.email, u.phone, u.birth_date, u.address, u.guardian_name,
            u.guardian_phone, u.guardian_email, u.guardian_relationship, u.experience_level, u.learning_goal,
            u.preferred_instruments, u.budget_range, u.available_days, u.bio, u.specialties, u.photo_url,
            u.firebase_uid is not null as has_login, u.last_login_at, u.version, u.created_at, u.updated_at""";

    private UserRow() {}

    static User map(ResultSet rs, int row) throws SQLException {
        return new User(
                rs.getObject("id", UUID.class),
                constant(Role.class, rs.getString("role")),
                constant(UserStatus.class, rs.getString("status")),
                contact(rs),
                new Wishes(
                        optional(ExperienceLevel.class, rs.getString("experience_level")),
                        optional(LearningGoal.class, rs.getString("learning_goal")),
                        list(rs, "preferred_instruments"),
                        optional(BudgetRange.class, rs.getString("budget_range")),
                        list(rs, "available_days").stream()
                                .map(day -> constant(DayOfWeek.class, day))
                                .toList()),
                new Portrait(rs.getString("bio"), list(rs, "specialties"), rs.getString("photo_url")),
                rs.getBoolean("has_login"),
                instant(rs, "last_login_at"),
                rs.getLong("version"),
                rs.getObject("created_at", OffsetDateTime.class).toInstant(),
                rs.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    static Map<String, @Nullable Object> parameters(User user) {
        Contact contact = user.contact();
        Guardian guardian = contact.guardian();
        Wishes wishes = user.wishes();
        Map<String, @Nullable Object> all = new HashMap<>();
        all.put("id", user.id());
        all.put("role", text(user.role()));
        all.put("status", text(user.status()));
        all.put("full_name", contact.fullName());
        all.put("name_key", Names.key(contact.fullName()));
        all.put("email", contact.email());
        all.put("phone", contact.phone());
        all.put("birth_date", contact.birthDate());
        all.put("address", contact.address());
        all.put("guardian_name", guardian == null ? null : guardian.fullName());
        all.put("guardian_phone", guardian == null ? null : guardian.phone());
        all.put("guardian_email", guardian == null ? null : guardian.email());
        all.put("guardian_relationship", guardian == null ? null : guardian.relationship());
        all.put("experience_level", text(wishes.experienceLevel()));
        all.put("learning_goal", text(wishes.learningGoal()));
        all.put("preferred_instruments", wishes.preferredInstruments().toArray(String[]::new));
        all.put("budget_range", text(wishes.budgetRange()));
        all.put("available_days", texts(wishes.availableDays()).toArray(String[]::new));
        all.put("bio", user.portrait().bio());
        all.put("specialties", user.portrait().specialties().toArray(String[]::new));
        all.put("photo_url", user.portrait().photoUrl());
        all.put(
                "search_text",
                user.wasErased() ? "" : Names.searchable(contact.fullName(), contact.email(), contact.phone()));
        return all;
    }

    /** A constant as the contract and the database spell it. */
    static @Nullable String text(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name().toLowerCase(Locale.ROOT);
    }

    static List<String> texts(List<? extends Enum<?>> constants) {
        return constants.stream()
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static Contact contact(ResultSet rs) throws SQLException {
        String guardian = rs.getString("guardian_name");
        return new Contact(
                rs.getString("full_name"),
                rs.getString("email"),
                rs.getString("phone"),
                rs.getObject("birth_date", LocalDate.class),
                rs.getString("address"),
                guardian == null
                        ? null
                        : new Guardian(
                                guardian,
                                rs.getString("guardian_phone"),
                                rs.getString("guardian_email"),
                                rs.getString("guardian_relationship")));
    }

    private static List<String> list(ResultSet rs, String column) throws SQLException {
        return Arrays.asList((String[]) rs.getArray(column).getArray());
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        OffsetDateTime at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static <E extends Enum<E>> @Nullable E optional(Class<E> type, @Nullable String text) {
        return text == null ? null : constant(type, text);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String text) {
        return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
    }
}
