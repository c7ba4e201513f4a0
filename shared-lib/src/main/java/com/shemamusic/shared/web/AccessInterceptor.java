package com.shemamusic.shared.web;

import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.security.AdminOnly;
import com.shemamusic.shared.security.Caller;
import com.shemamusic.shared.security.InternalFrom;
import com.shemamusic.shared.security.PublicAccess;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Holds every operation to the access rule written on it; one without a rule answers nobody but the documentation. */
final class AccessInterceptor implements HandlerInterceptor {

    private static final String DOCUMENTATION = "org.springdoc";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method) || isUnguarded(method)) {
            return true;
        }
        // The framework's own answer to it names the methods of a path; no operation of ours is asked for like that.
        if (HttpMethod.OPTIONS.matches(request.getMethod())
                && RequestContext.current().caller() != null) {
            return true;
        }
        Caller caller = RequestContext.current().caller();
        if (caller == null) {
            if (RequestFilter.isHealth(request)) {
                return true;
            }
            throw ApiException.unauthorized("AUTH_REQUIRED");
        }
        decide(method, caller);
        return true;
    }

    private static void decide(HandlerMethod method, Caller caller) {
        InternalFrom internal = rule(method, InternalFrom.class);
        if (internal != null) {
            if (!Arrays.asList(internal.value()).contains(caller.service())) {
                throw ApiException.forbidden("AUTH_FORBIDDEN");
            }
        } else if (rule(method, AdminOnly.class) != null) {
            if (!caller.isGateway()) {
                throw ApiException.forbidden("AUTH_FORBIDDEN");
            }
            if (!caller.actor().isAdmin()) {
                throw ApiException.unauthorized("AUTH_REQUIRED");
            }
        } else if (rule(method, PublicAccess.class) == null) {
            throw ApiException.forbidden("AUTH_FORBIDDEN");
        } else if (!caller.isGateway()) {
            throw ApiException.forbidden("AUTH_FORBIDDEN");
        }
    }

    /** The rule on the method, or the one on its class where the method has none of any kind. */
    private static <A extends Annotation> @Nullable A rule(HandlerMethod method, Class<A> kind) {
        boolean own = method.hasMethodAnnotation(PublicAccess.class)
                || method.hasMethodAnnotation(AdminOnly.class)
                || method.hasMethodAnnotation(InternalFrom.class);
        return own
                ? method.getMethodAnnotation(kind)
                : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), kind);
    }

    private static boolean isUnguarded(HandlerMethod method) {
        return method.getBeanType().getName().startsWith(DOCUMENTATION)
                || method.getBeanType() == FallbackErrorController.class;
    }
}
