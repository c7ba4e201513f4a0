package com.shemamusic.course.catalog;

import static com.shemamusic.course.store.Sql.array;
import static com.shemamusic.course.store.Sql.instant;
import static com.shemamusic.course.store.Sql.intOrNull;
import static com.shemamusic.course.store.Sql.uuid;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CourseRepository {

    static final String COLUMNS = """
            c.id, c.slug, c.name, c.description, c.instrument, c.level, c.price, c.price_category, c.price_category_set,
            c.duration_minutes, c.max_students, c.enrollment_limit, c.min_age, c.max_age, c.is_active, c.image_url,
            c.version, c.created_at, c.updated_at""";

    /** A stored course with what only its changes need to know. */
    record Stored(Course course, boolean priceCategorySet) {

        CourseDraft draft() {
            return new CourseDraft(
                    course.slug(),
                    course.name(),
                    course.description(),
                    course.instrument(),
                    course.level(),
                    course.price(),
                    priceCategorySet ? course.priceCategory() : null,
                    course.durationMinutes(),
                    course.maxStudents(),
                    course.enrollmentLimit(),
                    course.minAge(),
                    course.maxAge(),
                    course.isActive(),
                    course.imageUrl());
        }
    }

    private final JdbcClient jdbc;

    CourseRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Stores a new course; false when its slug is taken. */
    boolean insert(UUID id, CourseDraft draft) {
        return jdbc.sql("""
                        insert into courses (id, slug, name, description, instrument, instrument_names, level, price,
                            price_category, price_category_set, duration_minutes, max_students, enrollment_limit,
                            min_age, max_age, is_active, image_url)
                        values (:id, :slug, :name, :description, :instrument, :instrument_names, :level, :price,
                            :price_category, :price_category_set, :duration_minutes, :max_students, :enrollment_limit,
                            :min_age, :max_age, :is_active, :image_url)
                        on conflict (slug) do nothing""").params(parameters(id, draft)).update() == 1;
    }

    void update(UUID id, CourseDraft draft) {
        jdbc.sql("""
                update courses set slug = :slug, name = :name, description = :description, instrument = :instrument,
                    instrument_names = :instrument_names, level = :level, price = :price,
                    price_category = :price_category, price_category_set = :price_category_set,
                    duration_minutes = :duration_minutes, max_students = :max_students,
                    enrollment_limit = :enrollment_limit, min_age = :min_age, max_age = :max_age,
                    is_active = :is_active, image_url = :image_url, version = version + 1, updated_at = now()
                where id = :id""").params(parameters(id, draft)).update();
    }

    /** A course, locked until the transaction ends. */
    Optional<Stored> findForUpdate(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from courses c where c.id = :id for no key update")
                .param("id", id)
                .query((row, n) -> new Stored(course(row, n), row.getBoolean("price_category_set")))
                .optional();
    }

    Optional<Course> find(UUID id) {
        return findAll(List.of(id)).stream().findFirst();
    }

    Optional<Course> findBySlug(String slug) {
        return jdbc.sql("select " + COLUMNS + " from courses c where c.slug = :slug")
                .param("slug", slug)
                .query(CourseRepository::course)
                .optional();
    }

    List<Course> findAll(Collection<UUID> ids) {
        return jdbc.sql("select " + COLUMNS + " from courses c where c.id = any(cast(:ids as uuid[])) order by c.id")
                .param("ids", array(ids))
                .query(CourseRepository::course)
                .list();
    }

    /** Courses by id, in the order of the ids. */
    List<Course> inOrder(List<UUID> ids) {
        return jdbc.sql("select " + COLUMNS + """
                 from unnest(cast(:ids as uuid[])) with ordinality wanted(id, n) join courses c on c.id = wanted.id
                order by wanted.n""")
                .param("ids", array(ids))
                .query(CourseRepository::course)
                .list();
    }

    List<CourseFacts> activeFacts() {
        return jdbc.sql("select id, name, instrument, level, price_category, price from courses where is_active")
                .query((row, n) -> new CourseFacts(
                        uuid(row, "id"),
                        row.getString("name"),
                        row.getString("instrument"),
                        Level.valueOf(row.getString("level").toUpperCase(Locale.ROOT)),
                        PriceCategory.valueOf(row.getString("price_category").toUpperCase(Locale.ROOT)),
                        row.getLong("price"),
                        List.of()))
                .list();
    }

    List<String> takenSlugs(Collection<String> slugs) {
        return jdbc.sql("select slug from courses where slug = any(:slugs)")
                .param("slugs", slugs.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    boolean slugIsTaken(String slug, UUID byOtherThan) {
        return jdbc.sql("select exists(select 1 from courses where slug = :slug and id <> :id)")
                .param("slug", slug)
                .param("id", byOtherThan)
                .query(Boolean.class)
                .single();
    }

    static Course course(ResultSet row, int number) throws SQLException {
        return new Course(
                uuid(row, "id"),
                row.getString("slug"),
                row.getString("name"),
                row.getString("description"),
                row.getString("instrument"),
                Level.valueOf(row.getString("level").toUpperCase(Locale.ROOT)),
                row.getLong("price"),
                PriceCategory.valueOf(row.getString("price_category").toUpperCase(Locale.ROOT)),
                row.getInt("duration_minutes"),
                row.getInt("max_students"),
                intOrNull(row, "enrollment_limit"),
                intOrNull(row, "min_age"),
                intOrNull(row, "max_age"),
                List.of(),
                row.getBoolean("is_active"),
                row.getString("image_url"),
                row.getLong("version"),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static Map<String, @Nullable Object> parameters(UUID id, CourseDraft draft) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("id", id);
        values.put("slug", draft.slug());
        values.put("name", draft.name());
        values.put("description", draft.description());
        values.put("instrument", draft.instrument());
        values.put("instrument_names", Instruments.searchText(draft.instrument()));
        values.put("level", draft.level().name().toLowerCase(Locale.ROOT));
        values.put("price", draft.price());
        values.put("price_category", draft.effectivePriceCategory().name().toLowerCase(Locale.ROOT));
        values.put("price_category_set", draft.priceCategory() != null);
        values.put("duration_minutes", draft.durationMinutes());
        values.put("max_students", draft.maxStudents());
        values.put("enrollment_limit", draft.enrollmentLimit());
        values.put("min_age", draft.minAge());
        values.put("max_age", draft.maxAge());
        values.put("is_active", draft.isActive());
        values.put("image_url", draft.imageUrl());
        return values;
    }
}
