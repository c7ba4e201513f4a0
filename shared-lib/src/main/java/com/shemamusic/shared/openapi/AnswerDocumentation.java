package com.shemamusic.shared.openapi;

import com.shemamusic.shared.page.Page;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;

/** Documents what an operation answers where {@link Answers} says more than its signature. */
final class AnswerDocumentation {

    private static final String JSON = "application/json";
    private final Map<String, Schema<?>> referenced = new ConcurrentHashMap<>();

    void describe(Operation operation, HandlerMethod method) {
        Answers answers = method.getMethodAnnotation(Answers.class);
        if (answers == null) {
            return;
        }
        ApiResponses responses = operation.getResponses();
        ApiResponse declared = responses.values().iterator().next();
        responses.clear();
        if (answers.value() != Answers.AsDeclared.class) {
            // A handler that writes itself is one more form of what another at the same address answers.
            boolean further = method.isVoid() && declared.getContent() != null;
            Content content = further ? declared.getContent() : new Content();
            declared.setContent(content.addMediaType(answers.type(), new MediaType().schema(body(answers))));
        }
        for (int status : answers.status()) {
            ApiResponse response = new ApiResponse()
                    .description(HttpStatus.valueOf(status).getReasonPhrase())
                    .content(declared.getContent());
            responses.addApiResponse(Integer.toString(status), response);
        }
    }

    /** Adds the schemas of bodies that stand in no signature. */
    void complete(OpenAPI document) {
        referenced.forEach((name, schema) -> {
            if (document.getComponents().getSchemas().get(name) == null) {
                document.getComponents().addSchemas(name, schema);
            }
        });
    }

    private Schema<?> body(Answers answers) {
        if (!answers.type().equals(JSON)) {
            return new StringSchema();
        }
        Schema<?> one = resolve(answers.value());
        return switch (answers.count()) {
            case ONE -> one;
            case LIST -> list(answers.value());
            case EITHER -> new Schema<>().oneOf(List.of(one, list(answers.value())));
        };
    }

    private Schema<?> list(Class<?> type) {
        return resolve(ResolvableType.forClassWithGenerics(Page.class, type).getType());
    }

    private Schema<?> resolve(Type type) {
        ResolvedSchema resolved =
                ModelConverters.getInstance(true).resolveAsResolvedSchema(new AnnotatedType(type).resolveAsRef(true));
        resolved.referencedSchemas.forEach((name, schema) -> referenced.put(name, schema));
        return resolved.schema;
    }
}
