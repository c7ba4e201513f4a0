package com.shemamusic.shared.web;

import com.shemamusic.shared.error.ApiException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A request whose body ends with 413 beyond 256 KiB (CSV 5 MiB), whether its length was announced or not. */
final class LimitedBodyRequest extends HttpServletRequestWrapper {

    private static final String CSV = "text/csv";
    private static final long LIMIT = 256 * 1024;
    private static final long CSV_LIMIT = 5 * 1024 * 1024;
    private final long limit;
    private @Nullable ServletInputStream stream;

    private LimitedBodyRequest(HttpServletRequest request, long limit) {
        super(request);
        this.limit = limit;
    }

    static LimitedBodyRequest of(HttpServletRequest request) {
        String type = request.getContentType();
        long limit = type != null && type.regionMatches(true, 0, CSV, 0, CSV.length()) ? CSV_LIMIT : LIMIT;
        if (request.getContentLengthLong() > limit) {
            throw tooLarge(limit);
        }
        return new LimitedBodyRequest(request, limit);
    }

    private static ApiException tooLarge(long limit) {
        return new ApiException(HttpStatus.PAYLOAD_TOO_LARGE, "BODY_TOO_LARGE").with("limit_bytes", limit);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (stream == null) {
            stream = new Counted(super.getInputStream());
        }
        return stream;
    }

    private final class Counted extends ServletInputStream {

        private final ServletInputStream source;
        private long read;

        private Counted(ServletInputStream source) {
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            int next = source.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int got = source.read(target, offset, length);
            count(Math.max(0, got));
            return got;
        }

        private void count(int bytes) {
            read += bytes;
            if (read > limit) {
                throw tooLarge(limit);
            }
        }

        @Override
        public boolean isFinished() {
            return source.isFinished();
        }

        @Override
        public boolean isReady() {
            return source.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            source.setReadListener(listener);
        }
    }
}
