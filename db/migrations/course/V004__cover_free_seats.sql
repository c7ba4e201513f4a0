-- Which classes may have a free seat, answered from the index alone.
drop index class_schedules_open_idx;
create index class_schedules_open_idx on class_schedules (starts_at, id) include (course_id, seats, seats_taken)
    where cancelled_at is null and seats_taken < seats;
