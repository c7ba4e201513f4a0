package com.shemamusic.test;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Bodies held against the schemas of an OpenAPI document: every field there is documented, every field documented is there. */
final class Schemas {

    private final JsonNode document;
    private final List<String> objections;

    /** Adds what it finds to these objections. */
    Schemas(JsonNode document, List<String> objections) {
        this.document = document;
        this.objections = objections;
    }

    void compare(String at, JsonNode documented, JsonNode value) {
        JsonNode schema = resolve(document, documented);
        if (value.isNull()) {
            return;
        }
        if (schema.has("oneOf")) {
            List<String> least = null;
            for (JsonNode one : schema.path("oneOf")) {
                List<String> against = new ArrayList<>();
                new Schemas(document, against).compare(at, one, value);
                least = least == null || against.size() < least.size() ? against : least;
            }
            objections.addAll(least == null ? List.of() : least);
            return;
        }
        List<String> types = types(schema);
        if (!types.isEmpty() && types.stream().noneMatch(type -> fits(type, value))) {
            objections.add("field " + at + " is documented as " + types + " and is " + value.getNodeType());
            return;
        }
        if (types.size() > 1) {
            return;
        }
        if (schema.has("enum") && schema.path("enum").valueStream().noneMatch(value::equals)) {
            objections.add("field " + at + " is documented as one of " + schema.path("enum") + " and is " + value);
        }
        if (value.isObject()) {
            fields(at, schema, value);
        } else if (value.isArray()) {
            value.forEach(item -> compare(at + "[]", schema.path("items"), item));
        }
    }

    private void fields(String at, JsonNode schema, JsonNode value) {
        JsonNode properties = schema.path("properties");
        JsonNode others = schema.path("additionalProperties");
        if (others.isBoolean() && others.asBoolean()) {
            return;
        }
        if (properties.isMissingNode() && !others.isObject()) {
            objections.add("field " + at + " is documented without its fields");
            return;
        }
        value.properties().forEach(field -> {
            String name = at + "." + field.getKey();
            if (properties.has(field.getKey())) {
                compare(name, properties.path(field.getKey()), field.getValue());
            } else if (others.isObject()) {
                // A map of anything says so.
                if (others.has("type") || others.has("$ref") || others.has("oneOf")) {
                    compare(at + ".*", others, field.getValue());
                }
            } else {
                objections.add("field " + name + " is not documented");
            }
        });
        properties.fieldNames().forEachRemaining(name -> {
            if (!value.has(name)
                    && schema.path("required")
                            .valueStream()
                            .anyMatch(required -> required.asText().equals(name))) {
                objections.add("field " + at + "." + name + " is documented as always there and is missing");
            }
        });
    }

    private static boolean fits(String type, JsonNode value) {
        return switch (type) {
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            default -> false;
        };
    }

    private static List<String> types(JsonNode schema) {
        JsonNode type = schema.path("type");
        Stream<JsonNode> types = type.isArray() ? type.valueStream() : Stream.of(type);
        return types.map(JsonNode::asText)
                .filter(name -> !name.isEmpty() && !name.equals("null"))
                .toList();
    }

    static JsonNode resolve(JsonNode document, JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }
}
