package com.shemamusic.shared.openapi;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.shemamusic.shared.validation.Patch;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.Schema;
import java.time.LocalTime;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Documents a {@link Patch} as what it holds, and a local time as {@code 15:30}. */
final class PatchSchema implements ModelConverter {

    private final ObjectMapper mapper;

    PatchSchema(ObjectMapper mapper) {
        this.mapper = mapper;
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
        return chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
    }
}
