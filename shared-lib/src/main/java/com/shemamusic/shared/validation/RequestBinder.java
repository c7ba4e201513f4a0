package com.shemamusic.shared.validation;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.error.FieldErrors;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Reads request records from bodies and query strings and checks them: binding, constraints, then the record's own rules. */
public final class RequestBinder {

    private static final Set<Class<? extends Annotation>> MISSING =
            Set.of(NotNull.class, NotBlank.class, NotEmpty.class);
    private static final Set<Class<? extends Annotation>> RANGE =
            Set.of(Min.class, Max.class, DecimalMin.class, DecimalMax.class, Positive.class, PositiveOrZero.class);
    private static final Pattern FIELD_CODE = Pattern.compile("[A-Z][A-Z_]+");

    private final ObjectMapper mapper;
    private final Validator validator;
    private final RecordBinder bodies;
    private final RecordBinder queries;
    private final ObjectReader trees;

    public RequestBinder(ObjectMapper mapper, Validator validator) {
        this.mapper = mapper;
        this.validator = validator;
        this.bodies = new RecordBinder(mapper, false);
        this.queries = new RecordBinder(mapper, true);
        this.trees = mapper.reader()
                .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /**
     * The record in a JSON body.
     *
     * @throws ApiException 400 {@code MALFORMED_JSON} for what is empty, not JSON or not an object, 400
     *     {@code VALIDATION_FAILED} with every bad field
     */
    public Object body(byte[] json, Type type) {
        FieldErrors errors = new FieldErrors();
        Object bound = checked(bodies.bind(tree(json), mapper.constructType(type), "", errors), errors);
        errors.throwIfAny();
        if (bound == null) {
            throw new IllegalStateException("unbound without a reason: " + type);
        }
        return bound;
    }

    /** The record in a query string, bad parameters noted in {@code errors}; {@code null} when it could not be made. */
    public @Nullable Object query(Map<String, String[]> parameters, Class<?> type, FieldErrors errors) {
        ObjectNode node = mapper.createObjectNode();
        JavaType javaType = mapper.constructType(type);
        Arrays.stream(type.getRecordComponents()).forEach(component -> {
            String name = RecordBinder.snakeCase(component.getName());
            String[] values = parameters.get(name);
            if (values != null
                    && values.length > 0
                    && !Spaces.stripped(values[0]).isEmpty()) {
                if (Collection.class.isAssignableFrom(component.getType())) {
                    var array = node.putArray(name);
                    Arrays.stream(values)
                            .flatMap(v -> Arrays.stream(v.split(",")))
                            .forEach(array::add);
                } else {
                    node.put(name, values[0]);
                }
            }
        });
        return checked(queries.bind(node, javaType, "", errors), errors);
    }

    /** Checks constraints of a bound record and adds what fails. */
    public @Nullable Object checked(@Nullable Object bound, FieldErrors errors) {
        if (bound != null) {
            for (ConstraintViolation<Object> violation : validator.validate(bound)) {
                errors.add(path(violation), code(violation));
            }
            if (bound instanceof SelfChecking self) {
                self.check(errors);
            }
        }
        return bound;
    }

    private JsonNode tree(byte[] json) {
        try {
            JsonNode node = trees.readTree(json);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (IOException unreadable) {
            throw new ApiException(HttpStatus.BAD_REQUEST, "MALFORMED_JSON", unreadable);
        }
        throw new ApiException(HttpStatus.BAD_REQUEST, "MALFORMED_JSON");
    }

    private static String path(ConstraintViolation<?> violation) {
        return Arrays.stream(violation.getPropertyPath().toString().split("\\."))
                .filter(part -> !part.startsWith("<"))
                .map(RecordBinder::snakeCase)
                .map(part -> part.replaceAll("<[^>]*>", ""))
                .collect(Collectors.joining("."));
    }

    private static String code(ConstraintViolation<?> violation) {
        if (FIELD_CODE.matcher(violation.getMessageTemplate()).matches()) {
            return violation.getMessageTemplate();
        }
        Annotation constraint = violation.getConstraintDescriptor().getAnnotation();
        if (MISSING.contains(constraint.annotationType())) {
            return "REQUIRED";
        }
        if (RANGE.contains(constraint.annotationType())) {
            return "OUT_OF_RANGE";
        }
        if (constraint instanceof Size size) {
            return length(violation.getInvalidValue()) > size.max() ? "TOO_LONG" : "TOO_SHORT";
        }
        return "INVALID";
    }

    private static int length(@Nullable Object value) {
        return switch (value) {
            case CharSequence text -> text.length();
            case Collection<?> items -> items.size();
            case null, default -> 0;
        };
    }
}
