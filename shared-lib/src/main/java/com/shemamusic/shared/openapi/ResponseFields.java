package com.shemamusic.shared.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/** Documents the fields of answers as always there, null where they have no value, but for those that are left out then. */
final class ResponseFields implements GlobalOpenApiCustomizer {

    private static final List<String> ANY = List.of("object", "array", "string", "number", "boolean", "null");
    private final Map<String, Set<String>> optional;

    ResponseFields(Map<String, Set<String>> optional) {
        this.optional = optional;
    }

    @Override
    public void customise(OpenAPI document) {
        if (document.getPaths() == null || document.getComponents().getSchemas() == null) {
            return;
        }
        @SuppressWarnings("rawtypes")
        Map<String, Schema> schemas = document.getComponents().getSchemas();
        schemas.values().forEach(ResponseFields::openWhatIsFree);
        List<Operation> operations = document.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .toList();
        Set<String> asked = new HashSet<>();
        operations.stream()
                .filter(operation -> operation.getRequestBody() != null)
                .flatMap(operation -> schemas(operation.getRequestBody().getContent()))
                .forEach(schema -> collect(schema, schemas, asked));
        Set<String> answered = new HashSet<>();
        operations.stream()
                .flatMap(operation -> operation.getResponses().values().stream())
                .flatMap(response -> schemas(response.getContent()))
                .forEach(schema -> collect(schema, schemas, answered));
        answered.removeAll(asked);
        answered.forEach(name -> requireFields(schemas.get(name), optional.getOrDefault(name, Set.of())));
    }

    // The library takes a schema without a type for an object, and loses several types on the way.
    private static void openWhatIsFree(Schema<?> schema) {
        if (schema.getProperties() != null) {
            for (Schema<?> field : schema.getProperties().values()) {
                if (OwnTypes.ANY_JSON.equals(field.getDescription())) {
                    field.setTypes(new LinkedHashSet<>(ANY));
                }
            }
        }
    }

    private static void requireFields(@Nullable Schema<?> schema, Set<String> except) {
        if (schema != null && schema.getProperties() != null) {
            schema.setRequired(schema.getProperties().keySet().stream()
                    .filter(name -> !except.contains(name))
                    .toList());
        }
    }

    private static Stream<Schema<?>> schemas(@Nullable Content content) {
        return content == null
                ? Stream.of()
                : content.values().stream()
                        .filter(media -> media.getSchema() != null)
                        .map(media -> media.getSchema());
    }

    @SuppressWarnings("rawtypes")
    private static void collect(@Nullable Schema<?> schema, Map<String, Schema> schemas, Set<String> names) {
        if (schema == null) {
            return;
        }
        if (schema.get$ref() != null) {
            String name = schema.get$ref().substring(schema.get$ref().lastIndexOf('/') + 1);
            if (names.add(name)) {
                collect(schemas.get(name), schemas, names);
            }
        }
        collect(schema.getItems(), schemas, names);
        if (schema.getAdditionalProperties() instanceof Schema<?> values) {
            collect(values, schemas, names);
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(field -> collect(field, schemas, names));
        }
        if (schema.getOneOf() != null) {
            schema.getOneOf().forEach(one -> collect(one, schemas, names));
        }
    }
}
