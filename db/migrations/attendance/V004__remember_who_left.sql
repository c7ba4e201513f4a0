alter table schedule_attendees add column left_at timestamptz;
comment on column schedule_attendees.left_at is 'When she was taken out last: a booking confirmed before that does not put her back.';

alter table seat_checks add column leaving boolean not null default false;
comment on column seat_checks.leaving is 'Whether the student was taken out, so that her seat is freed though a booking took it.';

alter table placements
    add column confirmed_at  timestamptz,
    add column told_start    timestamptz,
    add column class_version bigint;
comment on column placements.told_start is 'When the class is, as the student was told, and in which version of the class.';
