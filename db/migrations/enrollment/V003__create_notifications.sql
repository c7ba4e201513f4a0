-- Messages to people: made from events, sent later, again after a failure.
create table notifications (
    id            uuid primary key,
    event_id      uuid        not null,
    occasion      uuid        not null,
    enrollment_id uuid,
    kind          text        not null,
    channel       text        not null,
    recipient     text        not null,
    language      text        not null,
    facts         jsonb       not null,
    status        text        not null default 'waiting',
    attempts      int         not null default 0,
    next_at       timestamptz not null default now(),
    last_error    text,
    created_at    timestamptz not null default now(),
    sent_at       timestamptz,
    constraint notifications_status_check check (status in ('waiting', 'sent', 'failed')),
    constraint notifications_sent_check check ((status = 'sent') = (sent_at is not null)),
    constraint notifications_once_key unique (occasion, kind, channel, recipient)
);
comment on column notifications.occasion is 'What the message is about: each kind reaches each recipient once for it.';
comment on column notifications.facts is 'What the text says about this occasion; emptied when the person is erased.';
create index notifications_due_idx on notifications (next_at) where status = 'waiting';
create index notifications_newest_idx on notifications (created_at desc, id desc);
create index notifications_recipient_idx on notifications (lower(recipient));
create index notifications_enrollment_idx on notifications (enrollment_id);
