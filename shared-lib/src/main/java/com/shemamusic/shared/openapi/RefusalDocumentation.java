package com.shemamusic.shared.openapi;

import com.shemamusic.shared.page.Paging;
import com.shemamusic.shared.security.AdminOnly;
import com.shemamusic.shared.validation.Query;
import com.shemamusic.shared.web.IfMatch;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/** Documents how an operation may refuse: with the codes of its own, and with those every operation may answer. */
final class RefusalDocumentation {

    /** The codes of a response, for programs; the description has them for people. */
    private static final String CODES = "x-codes";

    private static final String SHARED = "Refused";
    private static final String ERROR = "#/components/schemas/Error";

    private RefusalDocumentation() {}

    /** The answer every operation may give instead of its own: who asks, how it is asked, and outages. */
    static Map<String, ApiResponse> shared() {
        Map<String, List<String>> codes = new LinkedHashMap<>();
        codes.put("400", List.of("VALIDATION_FAILED", "MALFORMED_JSON", "MALFORMED_REQUEST"));
        codes.put("401", List.of("AUTH_REQUIRED", "AUTH_TOKEN_INVALID", "AUTH_TOKEN_EXPIRED", "AUTH_TOKEN_REVOKED"));
        codes.put("403", List.of("AUTH_FORBIDDEN", "AUTH_NOT_ADMIN", "AUTH_ACCOUNT_DISABLED"));
        codes.put("404", List.of("ROUTE_NOT_FOUND"));
        codes.put("405", List.of("METHOD_NOT_ALLOWED"));
        codes.put("406", List.of("NOT_ACCEPTABLE"));
        codes.put("413", List.of("BODY_TOO_LARGE"));
        codes.put("414", List.of("URI_TOO_LONG"));
        codes.put("415", List.of("UNSUPPORTED_MEDIA_TYPE"));
        codes.put("429", List.of("RATE_LIMITED"));
        codes.put("500", List.of("INTERNAL_ERROR"));
        codes.put("503", List.of("SERVICE_UNAVAILABLE", "DB_UNAVAILABLE", "AUTH_PROVIDER_UNAVAILABLE"));
        codes.put("504", List.of("SERVICE_TIMEOUT"));
        String text = codes.entrySet().stream()
                .map(status -> status.getKey() + " " + String.join(", ", status.getValue()))
                .collect(Collectors.joining("; ", "What any operation may answer: ", "."));
        ApiResponse shared = error(text);
        shared.addExtension(CODES, codes);
        return Map.of(SHARED, shared);
    }

    static void describe(Operation operation, HandlerMethod method) {
        Map<String, TreeSet<String>> byStatus = new TreeMap<>();
        Refuses refuses = method.getMethodAnnotation(Refuses.class);
        for (String refusal : refuses == null ? new String[0] : refuses.value()) {
            add(byStatus, refusal.substring(0, 3), refusal.substring(3).strip());
        }
        MethodParameter[] parameters = method.getMethodParameters();
        if (Arrays.stream(parameters).anyMatch(RefusalDocumentation::isInput)) {
            add(byStatus, "400", "VALIDATION_FAILED");
        }
        if (Arrays.stream(parameters).anyMatch(parameter -> parameter.getParameterType() == IfMatch.class)) {
            add(byStatus, "412", "VERSION_CONFLICT");
        }
        if (OperationDocumentation.has(method, AdminOnly.class)) {
            add(byStatus, "401", "AUTH_REQUIRED");
        }
        byStatus.forEach((status, codes) -> {
            ApiResponse response = error(String.join(", ", codes));
            response.addExtension(CODES, List.copyOf(codes));
            operation.getResponses().addApiResponse(status, response);
        });
        operation.getResponses().addApiResponse("default", new ApiResponse().$ref("#/components/responses/" + SHARED));
    }

    private static void add(Map<String, TreeSet<String>> byStatus, String status, String code) {
        byStatus.computeIfAbsent(status, none -> new TreeSet<>()).add(code);
    }

    private static boolean isInput(MethodParameter parameter) {
        return parameter.getParameterType() == Paging.class
                || parameter.hasParameterAnnotation(RequestBody.class)
                || parameter.hasParameterAnnotation(RequestParam.class)
                || parameter.hasParameterAnnotation(PathVariable.class)
                || parameter.hasParameterAnnotation(Query.class);
    }

    private static ApiResponse error(String description) {
        return new ApiResponse()
                .description(description)
                .content(new Content()
                        .addMediaType("application/json", new MediaType().schema(new Schema<>().$ref(ERROR))));
    }
}
