-- Whether the catalogue knows a word that begins like a typed one: the next word in code-point order tells.
create index course_words_order_idx on course_words (word collate "C");

-- Facets and filters of the catalogue, answered from the index alone.
drop index courses_instrument_idx;
create index courses_facets_idx on courses (instrument, level, price_category, price, id) where is_active;
-- The few courses whose classes are not offered.
create index courses_inactive_idx on courses (id) where not is_active;

-- A course's timetable shows cancelled classes too.
drop index class_schedules_course_idx;
create index class_schedules_course_idx on class_schedules (course_id, starts_at, id);
create index class_schedules_cancelled_idx on class_schedules (starts_at, id) where cancelled_at is not null;
-- Which classes are booked up, and which may have a seat, until they are over.
create index class_schedules_booked_idx on class_schedules (starts_at, id) include (ends_at)
    where cancelled_at is null and seats_taken >= seats;
drop index class_schedules_open_idx;
create index class_schedules_open_idx on class_schedules (starts_at, id) include (course_id, ends_at, seats, seats_taken)
    where cancelled_at is null and seats_taken < seats;

-- Which classes have a live hold, answered from the index alone.
drop index class_seats_expiry_idx;
create index class_seats_expiry_idx on class_seats (expires_at) include (schedule_id) where state = 'held';
