package com.shemamusic.shared.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Puts {@code ETag: "<version>.<hash of the body>"} on versioned answers and answers 304 to who has them already. */
@RestControllerAdvice
final class EntityTagAdvice implements ResponseBodyAdvice<Object> {

    private final ObjectMapper mapper;

    EntityTagAdvice(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returnType,
            MediaType contentType,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (!(body instanceof Versioned versioned)) {
            return body;
        }
        byte[] json = write(body);
        String tag = "\"" + versioned.version() + "." + hash(json) + "\"";
        response.getHeaders().setETag(tag);
        if (request.getMethod() == HttpMethod.GET
                && EntityTags.name(tag, request.getHeaders().getOrEmpty(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(HttpStatus.NOT_MODIFIED);
            return null;
        }
        // As it was written for the tag, not written once more.
        return new RawValue(new String(json, StandardCharsets.UTF_8));
    }

    private static String hash(byte[] json) {
        CRC32C checksum = new CRC32C();
        checksum.update(json);
        return HexFormat.of().toHexDigits((int) checksum.getValue());
    }

    private byte[] write(Object body) {
        try {
            return mapper.writeValueAsBytes(body);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
