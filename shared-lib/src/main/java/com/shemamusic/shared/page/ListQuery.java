package com.shemamusic.shared.page;

import com.shemamusic.shared.error.FieldErrors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A sorted, filtered list in SQL, by page number or by cursor. The caller writes the columns, the tables and the
 * conditions; this adds order, keyset condition, limit and count. A sort expression must never be null.
 */
public final class ListQuery {

    private record SortKey(String expression, String type) {}

    private record Row<T>(T value, String key, UUID id, long total) {}

    private final String columns;
    private final String from;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, @Nullable Object> parameters = new HashMap<>();
    private final Map<String, SortKey> sorts = new LinkedHashMap<>();
    private String defaultSort = "";
    private String id = "id";
    private boolean countedAlong;

    private ListQuery(String columns, String from) {
        this.columns = columns;
        this.from = from;
    }

    /** A list of {@code columns} from {@code tables}, joins included; both are SQL and never hold a caller's text. */
    public static ListQuery of(String columns, String tables) {
        return new ListQuery(columns, tables);
    }

    /** Adds a condition that always holds. */
    public ListQuery where(String condition) {
        conditions.add(condition);
        return this;
    }

    /** Adds a condition with one named parameter, unless the value is null. */
    public ListQuery where(String condition, String name, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            parameters.put(name, value);
        }
        return this;
    }

    /** Gives a parameter that conditions, columns or sort expressions name. */
    public ListQuery param(String name, @Nullable Object value) {
        parameters.put(name, value);
        return this;
    }

    /** Allows {@code ?sort=name}: the SQL expression and its SQL type; the first one is the default order. */
    public ListQuery sort(String name, String expression, String type) {
        sorts.put(name, new SortKey(expression, type));
        if (defaultSort.isEmpty()) {
            defaultSort = name;
        }
        return this;
    }

    /** The order when none is asked for, with a leading {@code -} for descending. */
    public ListQuery defaultSort(String sort) {
        defaultSort = sort;
        return this;
    }

    /** Counts in the same pass: for rows that are dear to make, as sums are, and never many. */
    public ListQuery countedAlong() {
        countedAlong = true;
        return this;
    }

    /** The SQL expression of the unique id that breaks ties; {@code id} unless said. */
    public ListQuery id(String expression) {
        id = expression;
        return this;
    }

    /**
     * Runs the query.
     *
     * @throws com.shemamusic.shared.error.ApiException 400 for an unknown sort or a cursor that is not ours
     */
    public <T> Page<T> page(JdbcClient jdbc, Paging paging, RowMapper<T> mapper) {
        Cursor cursor = paging.cursor() == null ? null : Cursor.decode(paging.cursor());
        String asked = paging.sort() == null ? defaultSort : paging.sort();
        String sort = cursor == null ? asked : cursor.sort();
        boolean descending = sort.startsWith("-");
        SortKey key = sorts.get(descending ? sort.substring(1) : sort);
        if (key == null) {
            throw FieldErrors.of(cursor == null ? "sort" : "cursor", "INVALID");
        }
        List<Row<T>> rows = rows(jdbc, paging, mapper, cursor, key, descending);
        int page = cursor == null ? paging.page() : cursor.page();
        long counted =
                cursor != null ? cursor.total() : countedAlong && !rows.isEmpty() ? rows.getFirst().total : count(jdbc);
        boolean capped = cursor == null ? counted > Paging.MAX_DEPTH : cursor.capped();
        long total = Math.min(counted, Paging.MAX_DEPTH);
        boolean more = rows.size() > paging.size();
        List<Row<T>> shown = more ? rows.subList(0, paging.size()) : rows;
        String next = more
                ? new Cursor(sort, shown.getLast().key, shown.getLast().id, page + 1, total, capped).encode()
                : null;
        return new Page<>(
                shown.stream().map(Row::value).toList(), new Page.Meta(page, paging.size(), total, next, capped));
    }

    private <T> List<Row<T>> rows(
            JdbcClient jdbc,
            Paging paging,
            RowMapper<T> mapper,
            @Nullable Cursor cursor,
            SortKey key,
            boolean descending) {
        String direction = descending ? " desc" : " asc";
        StringBuilder sql = new StringBuilder("select " + columns)
                .append(", (" + key.expression + ")::text as sort_key_, " + id + " as sort_id_, "
                        + (countedAlong ? "count(*) over ()" : "0") + " as total_ from " + from)
                .append(whereClause(cursor, key, descending))
                .append(" order by " + key.expression + direction + ", " + id + direction)
                .append(" limit " + (paging.size() + 1));
        if (cursor == null) {
            sql.append(" offset " + (paging.page() - 1) * paging.size());
        }
        Map<String, @Nullable Object> all = new HashMap<>(parameters);
        if (cursor != null) {
            all.put("cursor_key_", cursor.key());
            all.put("cursor_id_", cursor.id());
        }
        RowMapper<Row<T>> withKey = (rs, n) -> new Row<>(
                mapper.mapRow(rs, n),
                rs.getString("sort_key_"),
                rs.getObject("sort_id_", UUID.class),
                rs.getLong("total_"));
        try {
            return jdbc.sql(sql.toString()).params(all).query(withKey).list();
        } catch (DataIntegrityViolationException forged) {
            if (cursor == null) {
                throw forged;
            }
            throw FieldErrors.of("cursor", "INVALID");
        }
    }

    private long count(JdbcClient jdbc) {
        String sql = "select count(*) from (select 1 from " + from + whereClause(null, null, false) + " limit "
                + (Paging.MAX_DEPTH + 1) + ") counted";
        return jdbc.sql(sql).params(parameters).query(Long.class).single();
    }

    private String whereClause(@Nullable Cursor cursor, @Nullable SortKey key, boolean descending) {
        List<String> all = new ArrayList<>(conditions);
        if (cursor != null && key != null) {
            all.add("(" + key.expression + ", " + id + ") " + (descending ? "<" : ">") + " (cast(:cursor_key_ as "
                    + key.type + "), cast(:cursor_id_ as uuid))");
        }
        return all.isEmpty() ? "" : " where (" + String.join(") and (", all) + ")";
    }
}
