package com.shemamusic.shared.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.error.ErrorBodies;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;

/** Writes an error answer from a filter, where no controller has been reached. */
final class ErrorWriter {

    private final ObjectMapper mapper;
    private final ErrorBodies bodies;

    ErrorWriter(ObjectMapper mapper, ErrorBodies bodies) {
        this.mapper = mapper;
        this.bodies = bodies;
    }

    void write(ApiException refusal, RequestContext context, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.setStatus(refusal.status().value());
        refusal.headers().forEach(response::setHeader);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        mapper.writeValue(response.getOutputStream(), bodies.of(refusal, context.language(), context.requestId()));
    }
}
