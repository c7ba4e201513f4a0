package com.shemamusic.course.recommendation;

import com.shemamusic.course.catalog.Course;
import com.shemamusic.course.catalog.CourseService;
import com.shemamusic.course.recommendation.RecommendationRepository.Kept;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.id.Ids;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Makes, keeps and explains recommendations. */
@Service
class RecommendationService {

    /** One reason, in the reader's language. */
    record Reason(Score.Factor factor, BigDecimal points, String text) {}

    /** One course and why; {@code confidence} is a hundredth of the score. */
    record Item(Course course, BigDecimal score, BigDecimal confidence, boolean hasCapacity, List<Reason> reasons) {}

    record Recommendation(UUID id, List<Item> data, Instant createdAt) {}

    private final Recommender recommender;
    private final RecommendationRepository kept;
    private final CourseService courses;

    RecommendationService(Recommender recommender, RecommendationRepository kept, CourseService courses) {
        this.recommender = recommender;
        this.kept = kept;
        this.courses = courses;
    }

    Kept make(@Nullable UUID user, Wishes wishes) {
        return kept.insert(Ids.next(), user, wishes, recommender.recommend(wishes));
    }

    Recommendation generate(Wishes wishes, Locale language) {
        return shown(List.of(make(null, wishes)), language).getFirst();
    }

    Recommendation get(UUID id, Locale language) {
        Kept found = kept.find(id).orElseThrow(() -> ApiException.notFound("RECOMMENDATION_NOT_FOUND"));
        return shown(List.of(found), language).getFirst();
    }

    Page<Recommendation> list(@Nullable UUID user, Paging paging, Locale language) {
        Page<Kept> page = kept.list(user, paging);
        return page.with(shown(page.data(), language));
    }

    /** Courses as they are now; scores and reasons as they were. */
    private List<Recommendation> shown(List<Kept> all, Locale language) {
        List<UUID> ids = all.stream()
                .flatMap(one -> one.scores().stream())
                .map(Score::courseId)
                .distinct()
                .toList();
        Map<UUID, Course> found =
                courses.findAll(ids).stream().collect(Collectors.toMap(Course::id, Function.identity()));
        Map<UUID, Boolean> capacity = courses.haveCapacity(ids);
        return all.stream()
                .map(one -> new Recommendation(
                        one.id(),
                        one.scores().stream()
                                .map(score -> item(score, found.get(score.courseId()), capacity, language))
                                .filter(Objects::nonNull)
                                .toList(),
                        one.createdAt()))
                .toList();
    }

    private static @Nullable Item item(
            Score score, @Nullable Course course, Map<UUID, Boolean> capacity, Locale language) {
        if (course == null) {
            return null;
        }
        return new Item(
                course,
                score.total(),
                score.total().movePointLeft(2),
                capacity.getOrDefault(course.id(), false),
                score.parts().stream()
                        .map(part -> new Reason(part.factor(), part.points(), ReasonTexts.of(part, course, language)))
                        .toList());
    }
}
