-- unaccent() itself is only STABLE, because its dictionary could change; this service never changes it.
create function course_plain(value text) returns text
    language sql immutable strict parallel safe
    return lower(unaccent('unaccent'::regdictionary, value));

create table courses (
    id                uuid primary key,
    slug              text        not null,
    name              text        not null,
    description       text,
    instrument        text        not null,
    instrument_names  text        not null,
    level             text        not null,
    price             bigint      not null,
    price_category    text        not null,
    price_category_set boolean    not null default false,
    duration_minutes  int         not null,
    max_students      int         not null,
    enrollment_limit  int,
    min_age           int,
    max_age           int,
    is_active         boolean     not null default true,
    image_url         text,
    version           bigint      not null default 1,
    created_at        timestamptz not null default now(),
    updated_at        timestamptz not null default now(),
    search            tsvector    not null generated always as (
        setweight(to_tsvector('simple', course_plain(name || ' ' || instrument_names)), 'A')
        || setweight(to_tsvector('indonesian', course_plain(name)), 'B')
        || setweight(to_tsvector('english', course_plain(name)), 'B')
        || setweight(to_tsvector('simple', course_plain(coalesce(description, ''))), 'C')
        || setweight(to_tsvector('indonesian', course_plain(coalesce(description, ''))), 'D')
        || setweight(to_tsvector('english', course_plain(coalesce(description, ''))), 'D')) stored,
    constraint courses_slug_key unique (slug),
    constraint courses_level_check check (level in ('beginner', 'intermediate', 'advanced')),
    constraint courses_price_category_check check (price_category in ('low', 'medium', 'high')),
    constraint courses_price_check check (price >= 0),
    constraint courses_duration_check check (duration_minutes between 1 and 720),
    constraint courses_max_students_check check (max_students >= 1),
    constraint courses_enrollment_limit_check check (enrollment_limit >= 1),
    constraint courses_age_check check (min_age <= max_age)
);
comment on column courses.instrument_names is 'The instrument in Indonesian and English, so that either finds the course.';
comment on column courses.price_category_set is 'Whether somebody chose the category; otherwise it follows the price.';
create index courses_search_idx on courses using gin (search);
create index courses_name_idx on courses (lower(name), id) where is_active;
create index courses_price_idx on courses (price, id) where is_active;
create index courses_created_idx on courses (created_at, id) where is_active;
create index courses_instrument_idx on courses (instrument, level) where is_active;

create table course_places (
    enrollment_id uuid primary key,
    course_id     uuid    not null,
    active        boolean not null,
    version       bigint  not null
);
comment on table course_places is 'Who has an active enrollment, as the events of enrollment-service tell it.';
create index course_places_active_idx on course_places (course_id) where active;

create table course_words (
    word text primary key
);
comment on table course_words is 'Every word of the catalogue: what a mistyped word of a search is compared with.';
create index course_words_trgm_idx on course_words using gin (word gin_trgm_ops);

create function course_words_note() returns trigger
    language plpgsql as
$$
begin
    insert into course_words (word)
    select lexeme
    from unnest(to_tsvector('simple',
        course_plain(new.name || ' ' || new.instrument_names || ' ' || coalesce(new.description, ''))))
    where length(lexeme) between 3 and 40
    order by lexeme
    on conflict do nothing;
    return null;
end
$$;
create trigger courses_note_words after insert or update of name, instrument_names, description on courses
    for each row execute function course_words_note();
