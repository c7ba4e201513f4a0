package com.shemamusic.course.recommendation;

import com.shemamusic.course.catalog.CourseFacts;
import com.shemamusic.course.recommendation.Score.Factor;
import com.shemamusic.course.recommendation.Score.Part;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Rule 11: instrument 40, level 30, budget 20, and up to 10 for the part of the course's days that suit. */
@Component
class RuleScorer implements CourseScorer {

    private static final int INSTRUMENT = 40;
    private static final int LEVEL = 30;
    private static final int BUDGET = 20;
    private static final int DAYS = 10;

    @Override
    public Score score(Wishes wishes, CourseFacts course) {
        List<Part> parts = new ArrayList<>();
        add(parts, Factor.INSTRUMENT, wishes.instruments().contains(course.instrument()) ? INSTRUMENT : 0);
        add(parts, Factor.LEVEL, course.level() == wishes.experienceLevel() ? LEVEL : 0);
        add(parts, Factor.BUDGET, course.priceCategory() == wishes.budgetRange() ? BUDGET : 0);
        if (!course.days().isEmpty()) {
            long shared = course.days().stream()
                    .distinct()
                    .filter(wishes.days()::contains)
                    .count();
            add(parts, Factor.DAYS, (double) shared * DAYS / course.days().size());
        }
        BigDecimal total = parts.stream()
                .map(Part::points)
                .reduce(BigDecimal.ZERO.setScale(2, RoundingMode.UNNECESSARY), BigDecimal::add);
        return new Score(course.id(), total, parts);
    }

    @Override
    public int mostForDays() {
        return DAYS;
    }

    private static void add(List<Part> parts, Factor factor, double points) {
        if (points > 0) {
            parts.add(new Part(factor, BigDecimal.valueOf(points).setScale(2, RoundingMode.HALF_UP)));
        }
    }
}
