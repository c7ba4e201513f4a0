package com.shemamusic.shared.web;

import com.shemamusic.shared.validation.RequestBinder;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.GenericHttpMessageConverter;

/** Reads every JSON body that is bound to a record, so that all bad fields are found at once; writes nothing. */
final class StrictJsonConverter implements GenericHttpMessageConverter<Object> {

    private final RequestBinder binder;

    StrictJsonConverter(RequestBinder binder) {
        this.binder = binder;
    }

    @Override
    public boolean canRead(Type type, @Nullable Class<?> contextClass, @Nullable MediaType mediaType) {
        return type instanceof Class<?> target && canRead(target, mediaType);
    }

    @Override
    public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
        return type.isRecord() && (mediaType == null || MediaType.APPLICATION_JSON.includes(mediaType));
    }

    @Override
    public Object read(Type type, @Nullable Class<?> contextClass, HttpInputMessage message) throws IOException {
        return binder.body(message.getBody().readAllBytes(), type);
    }

    @Override
    public Object read(Class<?> type, HttpInputMessage message) throws IOException {
        return read((Type) type, null, message);
    }

    @Override
    public boolean canWrite(@Nullable Type type, Class<?> target, @Nullable MediaType mediaType) {
        return false;
    }

    @Override
    public boolean canWrite(Class<?> target, @Nullable MediaType mediaType) {
        return false;
    }

    @Override
    public void write(Object value, @Nullable Type type, @Nullable MediaType mediaType, HttpOutputMessage message) {
        throw new IllegalStateException("reads only");
    }

    @Override
    public void write(Object value, @Nullable MediaType mediaType, HttpOutputMessage message) {
        throw new IllegalStateException("reads only");
    }

    @Override
    public List<MediaType> getSupportedMediaTypes() {
        return List.of(MediaType.APPLICATION_JSON);
    }
}
