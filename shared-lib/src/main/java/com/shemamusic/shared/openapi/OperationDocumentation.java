package com.shemamusic.shared.openapi;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.shemamusic.shared.page.Paging;
import com.shemamusic.shared.security.AdminOnly;
import com.shemamusic.shared.security.InternalFrom;
import com.shemamusic.shared.security.PublicAccess;
import com.shemamusic.shared.validation.Query;
import com.shemamusic.shared.web.IfMatch;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.method.HandlerMethod;

/** Adds to an operation's documentation what our own annotations say: query fields, paging, who may call, refusals. */
final class OperationDocumentation implements OperationCustomizer {

    static final String BEARER = "admin";
    private final AnswerDocumentation answers;

    OperationDocumentation(AnswerDocumentation answers) {
        this.answers = answers;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        for (MethodParameter parameter : method.getMethodParameters()) {
            if (parameter.hasParameterAnnotation(Query.class)) {
                Arrays.stream(parameter.getParameterType().getRecordComponents())
                        .map(OperationDocumentation::query)
                        .forEach(operation::addParametersItem);
            } else if (parameter.getParameterType() == Paging.class) {
                paging(operation);
            } else if (parameter.getParameterType() == IfMatch.class) {
                operation.addParametersItem(new Parameter()
                        .in("header")
                        .name("If-Match")
                        .required(false)
                        .schema(new StringSchema()));
            }
        }
        access(operation, method);
        answers.describe(operation, method);
        RefusalDocumentation.describe(operation, method);
        operation.setTags(List.of(topic(method)));
        return operation;
    }

    /** {@code Canned reply} of {@code CannedReplyController}: a heading for readers, who know no classes. */
    private static String topic(HandlerMethod method) {
        String words = method.getBeanType()
                .getSimpleName()
                .replaceFirst("Controller$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
        return StringUtils.capitalize(words);
    }

    private static Parameter query(RecordComponent component) {
        ResolvedSchema resolved = ModelConverters.getInstance(true)
                .resolveAsResolvedSchema(new AnnotatedType(component.getGenericType()).resolveAsRef(false));
        Schema<?> schema = resolved == null || resolved.schema == null ? new StringSchema() : resolved.schema;
        return new Parameter()
                .in("query")
                .name(PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component.getName()))
                .required(false)
                .schema(schema);
    }

    private static void paging(Operation operation) {
        Map<String, Schema<?>> parameters = Map.of(
                "page", new IntegerSchema(),
                "size", new IntegerSchema(),
                "sort", new StringSchema(),
                "cursor", new StringSchema());
        new TreeMap<>(parameters)
                .forEach((name, schema) -> operation.addParametersItem(
                        new Parameter().in("query").name(name).required(false).schema(schema)));
    }

    private static void access(Operation operation, HandlerMethod method) {
        if (has(method, InternalFrom.class)) {
            operation.addExtension("x-access", "internal");
        } else if (has(method, AdminOnly.class)) {
            operation.addExtension("x-access", BEARER);
            operation.addSecurityItem(new SecurityRequirement().addList(BEARER));
        } else {
            operation.addExtension("x-access", "public");
        }
    }

    /** An access rule on the method stands over the one on its class. */
    static boolean has(HandlerMethod method, Class<? extends Annotation> rule) {
        boolean own = method.hasMethodAnnotation(InternalFrom.class)
                || method.hasMethodAnnotation(AdminOnly.class)
                || method.hasMethodAnnotation(PublicAccess.class);
        return own ? method.hasMethodAnnotation(rule) : AnnotatedElementUtils.hasAnnotation(method.getBeanType(), rule);
    }
}
