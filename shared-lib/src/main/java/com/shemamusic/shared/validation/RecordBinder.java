package com.shemamusic.shared.validation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.shemamusic.shared.error.FieldErrors;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns a JSON tree into a record and notes every field that does not fit, instead of stopping at the first as a
 * plain mapper does. Nothing is coerced: a number is not a text, and a text is not a number.
 */
final class RecordBinder {

    /** The names of a record's fields in JSON, in the order of its components. */
    private record Shape(List<RecordComponent> components, Map<String, Integer> names, Set<String> readOnly) {}

    private static final Map<Class<?>, Shape> SHAPES = new ConcurrentHashMap<>();
    private final ObjectMapper mapper;
    private final boolean lenient;

    /** @param lenient for query strings, where every value is text and unknown names are ignored */
    RecordBinder(ObjectMapper mapper, boolean lenient) {
        this.mapper = mapper;
        this.lenient = lenient;
    }

    @Nullable
    Object bind(JsonNode node, JavaType type, String path, FieldErrors errors) {
        if (type.hasRawClass(Patch.class)) {
            return Patch.of(bind(node, type.containedType(0), path, errors));
        }
        if (node.isNull()) {
            return null;
        }
        if (type.isRecordType()) {
            return node.isObject() ? record((ObjectNode) node, type, path, errors) : invalid(path, errors);
        }
        if (type.isCollectionLikeType()) {
            return list(node, type, path, errors);
        }
        return leaf(node, type, path, errors);
    }

    private @Nullable Object record(ObjectNode node, JavaType type, String path, FieldErrors errors) {
        Shape shape = SHAPES.computeIfAbsent(type.getRawClass(), RecordBinder::shapeOf);
        if (!lenient) {
            node.fieldNames().forEachRemaining(name -> {
                if (!shape.names.containsKey(name)) {
                    errors.add(join(path, name), shape.readOnly.contains(name) ? "READ_ONLY_FIELD" : "UNKNOWN_FIELD");
                }
            });
        }
        @Nullable Object[] values = new Object[shape.components.size()];
        shape.names.forEach((name, index) -> {
            JavaType fieldType =
                    mapper.constructType(shape.components.get(index).getGenericType());
            JsonNode value = node.get(name);
            if (value == null) {
                values[index] = fieldType.hasRawClass(Patch.class) ? Patch.absent() : null;
            } else {
                values[index] = bind(value, fieldType, join(path, name), errors);
            }
        });
        return construct(type.getRawClass(), shape, values, path, errors);
    }

    private static @Nullable Object construct(
            Class<?> type, Shape shape, @Nullable Object[] values, String path, FieldErrors errors) {
        Class<?>[] parameters =
                shape.components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(parameters);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException refused) {
            return invalid(path, errors);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("cannot make a " + type, impossible);
        }
    }

    private @Nullable Object list(JsonNode node, JavaType type, String path, FieldErrors errors) {
        if (!node.isArray()) {
            return invalid(path, errors);
        }
        List<@Nullable Object> items = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            String itemPath = path + "[" + i + "]";
            if (node.get(i).isNull()) {
                errors.add(itemPath, "REQUIRED");
            } else {
                items.add(bind(node.get(i), type.getContentType(), itemPath, errors));
            }
        }
        return items;
    }

    private @Nullable Object leaf(JsonNode node, JavaType type, String path, FieldErrors errors) {
        Class<?> raw = type.getRawClass();
        if (raw == JsonNode.class) {
            return node;
        }
        if (!lenient && !fits(node, raw)) {
            return invalid(path, errors);
        }
        if (node.isTextual() && node.textValue().indexOf('\0') >= 0) {
            return invalid(path, errors);
        }
        if (raw == String.class) {
            return Spaces.stripped(node.textValue());
        }
        if (raw.isEnum()) {
            return constant(node.textValue(), raw, path, errors);
        }
        try {
            Object value = mapper.readerFor(type).readValue(node);
            if (value instanceof Temporal time && isFarAway(time)) {
                errors.add(path, "OUT_OF_RANGE");
                return null;
            }
            return value;
        } catch (JsonProcessingException | IllegalArgumentException unfit) {
            return invalid(path, errors);
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }

    /** A year that takes more than four digits has a sign: nobody means it, and sums of days and the database overflow there. */
    private static boolean isFarAway(Temporal time) {
        return time.toString().startsWith("+") || time.toString().startsWith("-");
    }

    private static boolean fits(JsonNode node, Class<?> type) {
        if (type == Boolean.class || type == boolean.class) {
            return node.isBoolean();
        }
        if (type == Integer.class || type == int.class) {
            return node.isIntegralNumber() && node.canConvertToInt();
        }
        if (type == Long.class || type == long.class) {
            return node.isIntegralNumber() && node.canConvertToLong();
        }
        if (Number.class.isAssignableFrom(type)) {
            return node.isNumber();
        }
        return Map.class.isAssignableFrom(type) ? node.isObject() : node.isTextual();
    }

    private static @Nullable Object constant(String text, Class<?> type, String path, FieldErrors errors) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().toLowerCase(Locale.ROOT).equals(text)) {
                return constant;
            }
        }
        return invalid(path, errors);
    }

    private static @Nullable Object invalid(String path, FieldErrors errors) {
        errors.add(path, "INVALID");
        return null;
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static Shape shapeOf(Class<?> type) {
        List<RecordComponent> components = List.of(type.getRecordComponents());
        Map<String, Integer> names = new HashMap<>();
        for (int i = 0; i < components.size(); i++) {
            names.put(snakeCase(components.get(i).getName()), i);
        }
        ReadOnlyFields readOnly = type.getAnnotation(ReadOnlyFields.class);
        return new Shape(components, names, readOnly == null ? Set.of() : Set.copyOf(Arrays.asList(readOnly.value())));
    }

    static String snakeCase(String name) {
        return PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(name);
    }
}
