package com.shemamusic.shared.web;

import com.shemamusic.shared.error.FieldErrors;
import com.shemamusic.shared.page.Paging;
import com.shemamusic.shared.security.Actor;
import com.shemamusic.shared.security.Caller;
import com.shemamusic.shared.validation.Query;
import com.shemamusic.shared.validation.RequestBinder;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives controllers their {@link Query} record, {@link Paging}, {@link IfMatch}, {@link Caller} and {@link Actor}. */
final class QueryArgumentResolver implements HandlerMethodArgumentResolver {

    private final RequestBinder binder;

    QueryArgumentResolver(RequestBinder binder) {
        this.binder = binder;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        return parameter.hasParameterAnnotation(Query.class)
                || type == Paging.class
                || type == IfMatch.class
                || type == Caller.class
                || type == Actor.class;
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory factory) {
        Class<?> type = parameter.getParameterType();
        if (type == Actor.class) {
            return RequestContext.current().actor();
        }
        if (type == Caller.class) {
            return RequestContext.current().caller();
        }
        if (type == IfMatch.class) {
            return IfMatch.of(request.getHeader("If-Match"));
        }
        Map<String, String[]> parameters = request.getParameterMap();
        FieldErrors errors = new FieldErrors();
        Object query = type == Paging.class ? null : binder.query(parameters, type, errors);
        // A list's filter and its paging are one query string: whichever comes first reports on both.
        Paging paging = pages(parameter) ? Paging.of(parameters, errors) : null;
        errors.throwIfAny();
        return type == Paging.class ? paging : query;
    }

    private static boolean pages(MethodParameter parameter) {
        var method = parameter.getMethod();
        return method != null && Arrays.asList(method.getParameterTypes()).contains(Paging.class);
    }
}
