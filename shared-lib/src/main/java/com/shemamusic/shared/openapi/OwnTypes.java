package com.shemamusic.shared.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.shemamusic.shared.validation.Patch;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.Schema;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Documents a {@link Patch} as what it holds, a local time as {@code 15:30}, free JSON as anything, and what may be left out. */
final class OwnTypes implements ModelConverter {

    /** Describes what may be anything, by which {@link ResponseFields} knows it. */
    static final String ANY_JSON = "Any JSON";

    private final Map<String, Set<String>> optional = new ConcurrentHashMap<>();
    private final ObjectMapper mapper;

    OwnTypes(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** The fields of a type, by its name, that are absent where they have no value. */
    Map<String, Set<String>> optional() {
        return optional;
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        JavaType java = mapper.constructType(type.getType());
        if (java.hasRawClass(Patch.class)) {
            return context.resolve(new AnnotatedType(java.containedType(0))
                    .jsonViewAnnotation(type.getJsonViewAnnotation())
                    .resolveAsRef(true));
        }
        if (java.hasRawClass(LocalTime.class)) {
            return new Schema<>().type("string").pattern("HH:mm").example("15:30");
        }
        if (java.hasRawClass(JsonNode.class) || java.hasRawClass(Object.class)) {
            return new Schema<>().description(ANY_JSON);
        }
        if (java.getRawClass().isRecord()) {
            noteOptional(java.getRawClass());
        }
        return chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
    }

    private void noteOptional(Class<?> type) {
        Set<String> names = Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getAccessor().isAnnotationPresent(JsonInclude.class))
                .map(component -> SnakeCaseStrategy.INSTANCE.translate(component.getName()))
                .collect(Collectors.toSet());
        if (!names.isEmpty()) {
            optional.put(NestedNames.of(type), names);
        }
    }
}
