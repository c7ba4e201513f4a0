-- A hold may be under way when its booking is given up: its seats are released a second time a while later.
alter table bookings add column releases int not null default 0;
comment on column bookings.releases is 'How often course-service was asked to free what is held; twice is enough.';

-- A class that changes while its seat is being held concerns a booking too.
drop index bookings_first_idx;
drop index bookings_second_idx;
create index bookings_first_idx on bookings (first_slot_id) where status in ('requested', 'pending');
create index bookings_second_idx on bookings (second_slot_id) where status in ('requested', 'pending');
