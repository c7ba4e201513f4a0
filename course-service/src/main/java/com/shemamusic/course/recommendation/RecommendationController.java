package com.shemamusic.course.recommendation;

import com.shemamusic.course.recommendation.RecommendationService.Recommendation;
import com.shemamusic.shared.openapi.Refuses;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import com.shemamusic.shared.security.AdminOnly;
import com.shemamusic.shared.security.PublicAccess;
import com.shemamusic.shared.validation.Query;
import com.shemamusic.shared.web.RequestContext;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/recommendations")
class RecommendationController {

    record OfUser(@Nullable UUID userId) {}

    private final RecommendationService recommendations;

    RecommendationController(RecommendationService recommendations) {
        this.recommendations = recommendations;
    }

    @PostMapping("/generate")
    @PublicAccess
    Recommendation generate(@RequestBody Wishes wishes) {
        return recommendations.generate(wishes, language());
    }

    @GetMapping("/{id}")
    @Refuses("404 RECOMMENDATION_NOT_FOUND")
    @PublicAccess
    Recommendation get(@PathVariable UUID id) {
        return recommendations.get(id, language());
    }

    @GetMapping
    @AdminOnly
    Page<Recommendation> list(@Query OfUser filter, Paging paging) {
        return recommendations.list(filter.userId(), paging, language());
    }

    private static Locale language() {
        return RequestContext.current().language();
    }
}
