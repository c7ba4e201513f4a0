package com.shemamusic.course.recommendation;

import com.shemamusic.course.catalog.Level;
import com.shemamusic.course.catalog.PriceCategory;
import com.shemamusic.shared.event.EventEnvelope;
import com.shemamusic.shared.event.EventHandler;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes a recommendation for every new student, and forgets those of who was erased. */
@Component
class NewStudentListener implements EventHandler {

    private static final String REGISTERED = "user.registered";

    private record Data(
            @Nullable UUID userId,
            @Nullable String role,
            @Nullable String experienceLevel,
            @Nullable String learningGoal,
            @Nullable List<String> preferredInstruments,
            @Nullable String budgetRange,
            @Nullable List<String> availableDays) {}

    private final RecommendationService recommendations;
    private final RecommendationRepository kept;

    NewStudentListener(RecommendationService recommendations, RecommendationRepository kept) {
        this.recommendations = recommendations;
        this.kept = kept;
    }

    @Override
    public Set<String> channels() {
        return Set.of(REGISTERED, "user.erased");
    }

    @Override
    public void handle(String channel, EventEnvelope event) {
        Data data = event.data(Data.class);
        UUID user = data.userId();
        if (user == null) {
            throw new IllegalArgumentException("an event about nobody");
        }
        if (!channel.equals(REGISTERED)) {
            kept.forget(user);
        } else if ("student".equals(data.role())) {
            recommendations.make(user, wishes(data));
        }
    }

    private static Wishes wishes(Data data) {
        List<DayOfWeek> days = Objects.requireNonNullElse(data.availableDays(), List.<String>of()).stream()
                .map(day -> constant(DayOfWeek.values(), day))
                .filter(Objects::nonNull)
                .toList();
        return new Wishes(
                constant(Level.values(), data.experienceLevel()),
                constant(LearningGoal.values(), data.learningGoal()),
                data.preferredInstruments(),
                constant(PriceCategory.values(), data.budgetRange()),
                days);
    }

    /** The constant of that name; a word this version does not know matches nothing instead of stopping the event. */
    private static <E extends Enum<E>> @Nullable E constant(E[] constants, @Nullable String name) {
        return Arrays.stream(constants)
                .filter(constant ->
                        name != null && constant.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElse(null);
    }
}
