package com.shemamusic.course.recommendation;

import com.shemamusic.course.catalog.AvailableDays;
import com.shemamusic.course.catalog.CourseFacts;
import com.shemamusic.course.catalog.CourseService;
import com.shemamusic.course.client.model.ModelClient;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Finds the courses that suit best. */
@Component
class Recommender {

    private static final int BEST = 5;

    private record Candidate(CourseFacts course, Score score) {}

    // Score descending, then price, then name; the id only makes the order of equals stable.
    private static final Comparator<Candidate> ORDER = Comparator.comparing(
                    (Candidate candidate) -> candidate.score.total(), Comparator.reverseOrder())
            .thenComparing(candidate -> candidate.course.price())
            .thenComparing(candidate -> candidate.course.name().toLowerCase(Locale.ROOT))
            .thenComparing(candidate -> candidate.course.id());

    private final CourseService courses;
    private final AvailableDays days;
    private final CourseScorer scorer;
    private final ModelClient model;

    Recommender(CourseService courses, AvailableDays days, CourseScorer scorer, ModelClient model) {
        this.courses = courses;
        this.days = days;
        this.scorer = scorer;
        this.model = model;
    }

    /** The best five active courses; a model may put them into another order, in time or not at all. */
    List<Score> recommend(Wishes wishes) {
        List<Candidate> all = courses.activeFacts().stream()
                .map(course -> new Candidate(course, scorer.score(wishes, course)))
                .sorted(ORDER)
                .toList();
        if (all.isEmpty()) {
            return List.of();
        }
        // Only who can still come among the best by shared days needs to have its days looked up.
        BigDecimal fifth = all.get(Math.min(BEST, all.size()) - 1).score.total();
        BigDecimal bar = fifth.subtract(BigDecimal.valueOf(scorer.mostForDays()));
        List<CourseFacts> near = all.stream()
                .filter(candidate -> candidate.score.total().compareTo(bar) >= 0)
                .map(Candidate::course)
                .toList();
        Map<UUID, List<DayOfWeek>> weekdays =
                days.of(near.stream().map(CourseFacts::id).toList());
        List<Score> best = near.stream()
                .map(course -> course.on(weekdays.getOrDefault(course.id(), List.of())))
                .map(course -> new Candidate(course, scorer.score(wishes, course)))
                .sorted(ORDER)
                .limit(BEST)
                .map(Candidate::score)
                .toList();
        return reRanked(wishes, best);
    }

    private List<Score> reRanked(Wishes wishes, List<Score> best) {
        Map<UUID, Score> byCourse = best.stream().collect(Collectors.toMap(Score::courseId, Function.identity()));
        return model.rank(wishes, best)
                .filter(order ->
                        order.size() == best.size() && byCourse.keySet().equals(Set.copyOf(order)))
                .map(order -> order.stream().map(byCourse::get).toList())
                .orElse(best);
    }
}
