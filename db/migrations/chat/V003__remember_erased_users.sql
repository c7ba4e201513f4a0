-- Who was erased, for links that are made afterwards; nothing but the id, and kept for good.
create table erased_users (
    user_id   uuid primary key,
    erased_at timestamptz not null default now()
);
