-- What is known of a course, and the row that is locked when one of its places is taken or freed.
create table course_limits (
    course_id        uuid primary key,
    name             text        not null,
    is_active        boolean     not null,
    min_age          int,
    max_age          int,
    enrollment_limit int,
    version          bigint      not null,
    checked_at       timestamptz not null,
    stale            boolean     not null default false,
    constraint course_limits_limit_check check (enrollment_limit >= 0)
);
comment on column course_limits.stale is 'An event said that the course changed: ask course-service before this is believed, unless it is down.';

create table enrollments (
    id                   uuid primary key,
    registration_number  text        not null,
    status               text        not null,
    course_id            uuid        not null,
    course_name          text        not null,
    student_id           uuid,
    full_name            text        not null,
    email                text        not null,
    phone                text        not null,
    birth_date           date        not null,
    name_folded          text generated always as (lower(regexp_replace(btrim(full_name), '\s+', ' ', 'g'))) stored,
    email_folded         text generated always as (lower(email)) stored,
    search_text          text generated always as (lower(full_name || ' ' || email || ' ' || phone || ' ' || registration_number)) stored,
    language             text        not null,
    form                 jsonb       not null,
    consent_text_version text        not null,
    consented_at         timestamptz not null,
    consent_purposes     text[]      not null,
    consent_guardian     text,
    differences          jsonb       not null default '[]',
    link_after           timestamptz not null default now(),
    link_attempts        int         not null default 0,
    promoted_at          timestamptz,
    erased_at            timestamptz,
    submitted_at         timestamptz not null default now(),
    version              bigint      not null default 1,
    constraint enrollments_status_check
        check (status in ('pending', 'waitlisted', 'active', 'rejected', 'cancelled', 'completed')),
    constraint enrollments_language_check check (language in ('id', 'en')),
    constraint enrollments_number_key unique (registration_number)
);
comment on column enrollments.form is 'What else the form said: address, level, goal, days, times, guardian, notes.';
comment on column enrollments.consent_guardian is 'Who consented for a minor: name and relationship.';
comment on column enrollments.link_after is 'When the student record is asked for (again), while student_id is null.';
comment on column enrollments.promoted_at is 'Came from the waiting list: holds the place that became free.';

-- Rule 4: one open enrollment of an applicant for a course.
create unique index enrollments_open_key on enrollments (course_id, email_folded, name_folded, birth_date)
    where status in ('pending', 'waitlisted', 'active') and erased_at is null;
create index enrollments_newest_idx on enrollments (submitted_at desc, id desc);
create index enrollments_status_idx on enrollments (status, submitted_at desc, id desc);
create index enrollments_course_idx on enrollments (course_id, status, submitted_at, id);
create index enrollments_student_idx on enrollments (student_id) where student_id is not null;
create index enrollments_email_idx on enrollments (email_folded);
create index enrollments_search_idx on enrollments using gin (search_text gin_trgm_ops);
create index enrollments_unlinked_idx on enrollments (link_after) where student_id is null and erased_at is null;

create table enrollment_history (
    id            uuid primary key,
    enrollment_id uuid        not null references enrollments on delete cascade,
    at            timestamptz not null default now(),
    actor_id      text,
    actor_name    text,
    from_status   text,
    to_status     text        not null,
    note          text
);
create index enrollment_history_enrollment_idx on enrollment_history (enrollment_id, at, id);

-- Only answers that were 201 are remembered, for 24 hours.
create table idempotency_keys (
    scope        text        not null,
    key          text        not null,
    request_hash bytea       not null,
    response     jsonb       not null,
    created_at   timestamptz not null default now(),
    primary key (scope, key)
);
create index idempotency_keys_created_idx on idempotency_keys (created_at);

-- Copies from events: who sits in which class, and when that class is.
create table student_classes (
    schedule_id uuid    not null,
    student_id  uuid    not null,
    course_id   uuid    not null,
    assigned    boolean not null,
    version     bigint  not null,
    primary key (student_id, schedule_id)
);
create table class_times (
    schedule_id uuid primary key,
    starts_at   timestamptz not null,
    ends_at     timestamptz not null,
    cancelled   boolean     not null,
    version     bigint      not null
);
