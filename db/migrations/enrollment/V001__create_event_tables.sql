-- The outbox holds what this service says, the inbox what it has acted on, the dead letters what it could not act on.
create table enrollment_outbox (
    id            uuid primary key,
    channel       text        not null,
    domain        text        not null,
    payload       jsonb       not null,
    aggregate_id  uuid,
    created_at    timestamptz not null default now(),
    claimed_until timestamptz,
    sent_at       timestamptz,
    stream_id     text,
    constraint enrollment_outbox_domain_check check (domain = split_part(channel, '.', 1)),
    constraint enrollment_outbox_sent_check check ((sent_at is null) = (stream_id is null))
);
comment on column enrollment_outbox.id is 'The event id of the envelope.';
comment on column enrollment_outbox.claimed_until is 'Lease of a relay: no row lock is held while it talks to Redis.';
comment on column enrollment_outbox.stream_id is 'Entry id in the stream events:<domain>, to find what Redis has lost.';
-- What a relay looks for: small, because it holds only rows that wait.
create index enrollment_outbox_unsent_idx on enrollment_outbox (created_at, id) where sent_at is null;
-- The recent rows of a stream after a reconnect, and the old ones to prune.
create index enrollment_outbox_sent_idx on enrollment_outbox (domain, sent_at);
-- Sent and not settled: what a lost stream is compared with.
create index enrollment_outbox_unsettled_idx on enrollment_outbox (domain, id) where sent_at is not null and claimed_until is null;

create table enrollment_inbox (
    event_id     uuid primary key,
    channel      text        not null,
    processed_at timestamptz not null default now()
);
create index enrollment_inbox_processed_idx on enrollment_inbox (processed_at);

create table enrollment_dead_letters (
    event_id    uuid primary key,
    channel     text        not null,
    event       jsonb       not null,
    error       text        not null,
    attempts    int         not null,
    failed_at   timestamptz not null default now(),
    replayed_at timestamptz
);
create index enrollment_dead_letters_failed_idx on enrollment_dead_letters (failed_at);
