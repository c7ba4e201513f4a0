create table instructors (
    id        uuid primary key,
    full_name text    not null,
    status    text    not null,
    version   bigint  not null default 0
);
comment on table instructors is 'Copy of names of user-service, and the row that writers of the timetable lock.';

create table rooms (
    id         uuid primary key,
    name       text        not null,
    capacity   int         not null,
    location   text,
    equipment  text[]      not null default '{}',
    is_active  boolean     not null default true,
    deleted_at timestamptz,
    version    bigint      not null default 1,
    created_at timestamptz not null default now(),
    constraint rooms_capacity_check check (capacity >= 1)
);
create unique index rooms_name_key on rooms (lower(name)) where deleted_at is null;

create table closures (
    id         uuid primary key,
    name       text        not null,
    from_day   date        not null,
    to_day     date        not null,
    created_at timestamptz not null default now(),
    constraint closures_days_check check (from_day <= to_day)
);
create index closures_days_idx on closures (to_day, from_day);

create table class_schedules (
    id            uuid primary key,
    course_id     uuid        not null references courses (id),
    instructor_id uuid        not null references instructors (id),
    room_id       uuid        not null references rooms (id),
    starts_at     timestamptz not null,
    ends_at       timestamptz not null,
    seats         int         not null,
    seats_taken   int         not null default 0,
    series_id     uuid,
    cancelled_at  timestamptz,
    cancel_reason text,
    version       bigint      not null default 1,
    created_at    timestamptz not null default now(),
    updated_at    timestamptz not null default now(),
    constraint class_schedules_times_check check (ends_at > starts_at and ends_at - starts_at <= interval '12 hours'),
    constraint class_schedules_seats_check check (seats >= 1 and seats_taken between 0 and seats),
    -- Deferrable, so that a whole series moves in one statement: it is checked at the statement's end.
    constraint class_schedules_room_excl exclude using gist
        (room_id with =, tstzrange(starts_at, ends_at, '[)') with &&) where (cancelled_at is null)
        deferrable initially immediate,
    constraint class_schedules_instructor_excl exclude using gist
        (instructor_id with =, tstzrange(starts_at, ends_at, '[)') with &&) where (cancelled_at is null)
        deferrable initially immediate
);
create index class_schedules_starts_idx on class_schedules (starts_at, id);
create index class_schedules_course_idx on class_schedules (course_id, starts_at, id) where cancelled_at is null;
create index class_schedules_open_idx on class_schedules (starts_at, id) where cancelled_at is null and seats_taken < seats;
create index class_schedules_instructor_idx on class_schedules (instructor_id, starts_at);
create index class_schedules_room_idx on class_schedules (room_id, starts_at);
create index class_schedules_series_idx on class_schedules (series_id, starts_at) where series_id is not null;

create table class_seats (
    id          uuid primary key,
    schedule_id uuid        not null references class_schedules (id),
    student_id  uuid,
    booking_id  uuid,
    state       text        not null,
    expires_at  timestamptz,
    created_at  timestamptz not null default now(),
    constraint class_seats_state_check check (
        (state = 'held' and booking_id is not null and expires_at is not null and student_id is null)
        or (state = 'taken' and student_id is not null and expires_at is null))
);
comment on column class_seats.expires_at is 'A hold counts only until then, by the clock of the database, swept or not.';
create unique index class_seats_student_key on class_seats (schedule_id, student_id) where student_id is not null;
create unique index class_seats_booking_key on class_seats (schedule_id, booking_id) where booking_id is not null;
create index class_seats_booking_idx on class_seats (booking_id) where booking_id is not null;
create index class_seats_student_idx on class_seats (student_id) where student_id is not null;
create index class_seats_expiry_idx on class_seats (expires_at) where state = 'held';

create table calendar_links (
    id            uuid primary key,
    instructor_id uuid,
    room_id       uuid,
    course_id     uuid,
    created_at    timestamptz not null default now(),
    revoked_at    timestamptz
);

create table recommendations (
    id         uuid primary key,
    user_id    uuid,
    wishes     jsonb       not null,
    results    jsonb       not null,
    created_at timestamptz not null default now()
);
create index recommendations_user_idx on recommendations (user_id, created_at desc) where user_id is not null;
