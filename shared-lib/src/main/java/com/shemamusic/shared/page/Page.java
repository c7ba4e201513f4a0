package com.shemamusic.shared.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One part of a list, as every list answers. */
public record Page<T>(List<T> data, Meta meta) {

    /** Where this part lies; {@code total} is exact up to 10 000 and stops there. */
    public record Meta(
            int page,
            int size,
            long total,
            @Nullable String nextCursor,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean totalCapped) {}

    /** A whole list as its only page. */
    public static <T> Page<T> whole(List<T> data) {
        return new Page<>(data, new Meta(1, Math.max(Paging.first().size(), data.size()), data.size(), null, false));
    }

    /** Of a list that is short by nature the page that is asked for, or all of it when none is. */
    public static <T> Page<T> of(List<T> data, Paging asked) {
        if (!asked.given()) {
            return whole(data);
        }
        int from = Math.min(data.size(), (asked.page() - 1) * asked.size());
        int until = Math.min(data.size(), from + asked.size());
        return new Page<>(data.subList(from, until), new Meta(asked.page(), asked.size(), data.size(), null, false));
    }

    public <R> Page<R> map(Function<T, R> change) {
        return new Page<>(data.stream().map(change).toList(), meta);
    }

    /** The same place in the list with other rows, for rows that are completed in one batch. */
    public <R> Page<R> with(List<R> rows) {
        return new Page<>(rows, meta);
    }
}
