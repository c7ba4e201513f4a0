-- Who changed last, without sorting everybody.
create index users_updated_idx on users (updated_at, id);
