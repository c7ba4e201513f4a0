package com.shemamusic.gateway.docs;

import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.security.PublicAccess;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The documentation page and what it is made of: a few named files, nothing from elsewhere. */
@RestController
@PublicAccess
final class PageController {

    private static final MediaType SCRIPT = MediaType.valueOf("text/javascript;charset=UTF-8");
    private static final MediaType STYLE = MediaType.valueOf("text/css;charset=UTF-8");
    private static final Map<String, MediaType> FROM_THE_WEBJAR = Map.of(
            "swagger-ui.css", STYLE,
            "swagger-ui-bundle.js", SCRIPT,
            "swagger-ui-standalone-preset.js", SCRIPT,
            "favicon-32x32.png", MediaType.IMAGE_PNG);
    private static final String WEBJAR = "classpath*:/META-INF/resources/webjars/swagger-ui/*/";
    private static final Duration KEPT = Duration.ofHours(1);

    @GetMapping("/docs")
    ResponseEntity<Resource> page() {
        return answer(new ClassPathResource("docs/index.html"), MediaType.TEXT_HTML, CacheControl.noCache());
    }

    @GetMapping("/docs/docs.js")
    ResponseEntity<Resource> script() {
        return answer(new ClassPathResource("docs/docs.js"), SCRIPT, CacheControl.noCache());
    }

    @GetMapping("/docs/{file}")
    ResponseEntity<Resource> asset(@PathVariable String file) throws IOException {
        MediaType type = FROM_THE_WEBJAR.get(file);
        if (type == null) {
            throw ApiException.notFound("ROUTE_NOT_FOUND");
        }
        // The version stands in the path; there is only the one the build chose.
        Resource[] found = new PathMatchingResourcePatternResolver().getResources(WEBJAR + file);
        if (found.length == 0) {
            throw ApiException.notFound("ROUTE_NOT_FOUND");
        }
        return answer(found[0], type, CacheControl.maxAge(KEPT).cachePublic());
    }

    private static ResponseEntity<Resource> answer(Resource resource, MediaType type, CacheControl caching) {
        return ResponseEntity.ok().contentType(type).cacheControl(caching).body(resource);
    }
}
