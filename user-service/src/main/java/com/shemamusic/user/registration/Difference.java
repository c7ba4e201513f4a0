package com.shemamusic.user.registration;

import com.shemamusic.user.person.Guardian;
import com.shemamusic.user.person.User;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A field in which a form says otherwise than the record; shown to the admin, never applied (rule 2). */
record Difference(
        String field, @Nullable Object onFile, @Nullable Object submitted) {

    /** All differences; what the form leaves out is none. */
    static List<Difference> between(User onFile, User submitted) {
        List<Difference> found = new ArrayList<>();
        compare(found, "phone", onFile, submitted, user -> user.contact().phone());
        compare(found, "address", onFile, submitted, user -> user.contact().address());
        compare(found, "guardian.full_name", onFile, submitted, guardian(Guardian::fullName));
        compare(found, "guardian.phone", onFile, submitted, guardian(Guardian::phone));
        compare(found, "guardian.email", onFile, submitted, guardian(Guardian::email));
        compare(found, "guardian.relationship", onFile, submitted, guardian(Guardian::relationship));
        compare(
                found,
                "experience_level",
                onFile,
                submitted,
                user -> user.wishes().experienceLevel());
        compare(found, "learning_goal", onFile, submitted, user -> user.wishes().learningGoal());
        compare(
                found,
                "preferred_instruments",
                onFile,
                submitted,
                user -> user.wishes().preferredInstruments());
        compare(found, "budget_range", onFile, submitted, user -> user.wishes().budgetRange());
        compare(
                found,
                "available_days",
                onFile,
                submitted,
                user -> user.wishes().availableDays());
        return found;
    }

    private static void compare(
            List<Difference> found, String field, User onFile, User submitted, Function<User, @Nullable Object> value) {
        Object old = value.apply(onFile);
        Object said = value.apply(submitted);
        if (said == null || said instanceof List<?> list && list.isEmpty()) {
            return;
        }
        if (!Objects.equals(comparable(old), comparable(said))) {
            found.add(new Difference(field, old, said));
        }
    }

    /** The order in which instruments or days were ticked means nothing. */
    private static @Nullable Object comparable(@Nullable Object value) {
        return value instanceof List<?> list ? new HashSet<>(list) : value;
    }

    private static Function<User, @Nullable Object> guardian(Function<Guardian, @Nullable Object> part) {
        return user -> {
            Guardian guardian = user.contact().guardian();
            return guardian == null ? null : part.apply(guardian);
        };
    }
}
