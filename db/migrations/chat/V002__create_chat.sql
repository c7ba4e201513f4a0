-- Conversations between visitors and staff.
create table chat_sessions (
    id                    uuid primary key,
    token_hash            bytea       not null,
    status                text        not null default 'active',
    guest_name            text        not null,
    guest_email           text,
    topic                 text,
    user_id               uuid,
    assigned_to_id        uuid,
    assigned_to_name      text,
    last_seq              bigint      not null default 0,
    guest_read_seq        bigint      not null default 0,
    admin_read_seq        bigint      not null default 0,
    unread_count          int         not null default 0,
    rev                   bigint      not null default 1,
    last_message          text,
    last_message_role     text,
    last_message_at       timestamptz,
    waiting_since         timestamptz,
    first_guest_message_at timestamptz,
    first_reply_at        timestamptz,
    online_until          timestamptz,
    started_at            timestamptz not null default now(),
    last_activity_at      timestamptz not null default now(),
    closed_at             timestamptz,
    close_reason          text,
    constraint chat_sessions_token_key unique (token_hash),
    constraint chat_sessions_token_check check (octet_length(token_hash) = 32),
    constraint chat_sessions_status_check check (status in ('active', 'closed')),
    constraint chat_sessions_closed_check check ((status = 'closed') = (closed_at is not null)),
    constraint chat_sessions_reason_check check ((closed_at is null) = (close_reason is null)),
    constraint chat_sessions_reasons_check check (close_reason in ('idle', 'admin', 'guest')),
    constraint chat_sessions_assigned_check check ((assigned_to_id is null) = (assigned_to_name is null)),
    constraint chat_sessions_seq_check check (last_seq >= 0 and guest_read_seq <= last_seq and admin_read_seq <= last_seq)
);
comment on column chat_sessions.token_hash is 'SHA-256 of the token the guest holds; the token itself is stored nowhere.';
comment on column chat_sessions.rev is 'Grows with every change other than a message, so that a replica that missed one notices.';
comment on column chat_sessions.waiting_since is 'The first guest message nobody has answered yet.';
comment on column chat_sessions.online_until is 'Renewed by the replicas that hold a socket of the guest.';

create index chat_sessions_activity_idx on chat_sessions (last_activity_at, id);
create index chat_sessions_started_idx on chat_sessions (started_at, id);
create index chat_sessions_idle_idx on chat_sessions (last_activity_at) where status = 'active';
create index chat_sessions_waiting_idx on chat_sessions (coalesce(waiting_since, 'infinity'::timestamptz), id)
    where status = 'active';
create index chat_sessions_closed_idx on chat_sessions (closed_at) where closed_at is not null;
create index chat_sessions_user_idx on chat_sessions (user_id) where user_id is not null;
create index chat_sessions_assigned_idx on chat_sessions (assigned_to_id, last_activity_at) where assigned_to_id is not null;
create index chat_sessions_guest_idx on chat_sessions using gin (guest_name gin_trgm_ops);

create table chat_messages (
    id                uuid primary key,
    session_id        uuid        not null references chat_sessions on delete cascade,
    seq               bigint      not null,
    client_message_id text,
    sender_role       text        not null,
    sender_id         uuid,
    sender_name       text        not null,
    message           text        not null,
    sent_at           timestamptz not null default now(),
    constraint chat_messages_seq_key unique (session_id, seq),
    constraint chat_messages_client_key unique (session_id, client_message_id),
    constraint chat_messages_role_check check (sender_role in ('guest', 'admin', 'system')),
    constraint chat_messages_sender_check check ((sender_role = 'admin') = (sender_id is not null)),
    constraint chat_messages_length_check check (char_length(message) between 1 and 4000)
);
create index chat_messages_search_idx on chat_messages using gin (message gin_trgm_ops);

-- The name an admin was last seen under.
create index chat_messages_sender_idx on chat_messages (sender_id, sent_at) where sender_id is not null;

-- Texts that staff send often.
create table canned_replies (
    id         uuid primary key,
    shortcut   text        not null,
    text       text        not null,
    created_at timestamptz not null default now()
);
create unique index canned_replies_shortcut_key on canned_replies (lower(shortcut));
create index canned_replies_created_idx on canned_replies (created_at, id);

-- When staff answer, in the school's local time; a day without a row is closed.
create table office_hours (
    day      text not null,
    start_at time not null,
    end_at   time not null,
    constraint office_hours_pkey primary key (day, start_at),
    constraint office_hours_day_check check (day in
        ('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday')),
    constraint office_hours_order_check check (end_at > start_at or end_at = '00:00')
);
comment on column office_hours.end_at is '00:00 is the midnight after the day.';
insert into office_hours (day, start_at, end_at)
select day, '09:00', '18:00' from unnest(array['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']) day;
