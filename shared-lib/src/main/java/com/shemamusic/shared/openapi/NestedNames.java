package com.shemamusic.shared.openapi;

import io.swagger.v3.core.jackson.TypeNameResolver;

/** Names a nested type with the one around it, because services have several of the same short name. */
final class NestedNames extends TypeNameResolver {

    @Override
    protected String getNameOfClass(Class<?> type) {
        return of(type);
    }

    static String of(Class<?> type) {
        Class<?> around = type.getEnclosingClass();
        return around == null
                ? type.getSimpleName()
                : of(around).replaceFirst("Controller$", "") + type.getSimpleName();
    }
}
