-- Two-choice bookings. The seats stand in course-service; a row here says how far its saga is.
create table bookings (
    id                uuid primary key,
    enrollment_id     uuid        not null references enrollments,
    course_id         uuid        not null,
    status            text        not null default 'requested',
    first_slot_id     uuid        not null,
    first_starts_at   timestamptz,
    first_ends_at     timestamptz,
    first_dropped     boolean     not null default false,
    second_slot_id    uuid        not null,
    second_starts_at  timestamptz,
    second_ends_at    timestamptz,
    second_dropped    boolean     not null default false,
    idempotency_key   text        not null,
    request_hash      bytea       not null,
    step_until        timestamptz not null,
    confirm_slot_id   uuid,
    confirm_scope     text,
    confirmed_slot_id uuid,
    placed_slot_ids   uuid[],
    full_slot_ids     uuid[],
    reason            text,
    release_due       boolean     not null default false,
    reminded_at       timestamptz,
    created_at        timestamptz not null default now(),
    expires_at        timestamptz not null,
    version           bigint      not null default 1,
    constraint bookings_status_check
        check (status in ('requested', 'abandoned', 'pending', 'confirmed', 'rejected', 'expired')),
    constraint bookings_slots_check check (first_slot_id <> second_slot_id),
    constraint bookings_hold_check
        check (expires_at > created_at and expires_at <= created_at + interval '72 hours')
);
comment on column bookings.status is 'requested: the seats are not known to be held yet; abandoned: only to be released and forgotten. Neither is shown.';
comment on column bookings.step_until is 'Until when the step in progress belongs to the request that began it; then a sweep resumes it.';
comment on column bookings.confirm_slot_id is 'A confirmation has begun: course-service decides whether it was in time.';
create unique index bookings_pending_key on bookings (enrollment_id) where status in ('requested', 'pending');
create index bookings_enrollment_idx on bookings (enrollment_id, created_at desc);
create index bookings_expiry_idx on bookings (expires_at, id);
create index bookings_key_idx on bookings (idempotency_key) where status = 'requested';
create index bookings_first_idx on bookings (first_slot_id) where status = 'pending';
create index bookings_second_idx on bookings (second_slot_id) where status = 'pending';
create index bookings_release_idx on bookings (step_until) where release_due;
create index bookings_waiting_idx on bookings (expires_at) where status in ('requested', 'pending');
