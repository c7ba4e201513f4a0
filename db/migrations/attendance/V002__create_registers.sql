-- The register's copy of a class; course-service owns the class itself.
create table class_rosters (
    schedule_id     uuid primary key,
    course_id       uuid        not null,
    course_name     text,
    instructor_id   uuid,
    instructor_name text,
    starts_at       timestamptz not null,
    ends_at         timestamptz not null,
    seats           int         not null,
    cancelled       boolean     not null default false,
    version         bigint      not null,
    refreshed_at    timestamptz not null default now(),
    names_asked_at  timestamptz,
    revision        bigint      not null default 0,
    students        int         not null default 0,
    present         int         not null default 0,
    absent          int         not null default 0,
    late            int         not null default 0,
    excused         int         not null default 0,
    marked          int         not null generated always as (present + absent + late + excused) stored,
    constraint class_rosters_time_check check (ends_at > starts_at),
    constraint class_rosters_capacity_check check (students between 0 and seats),
    constraint class_rosters_marks_check check (
        present >= 0 and absent >= 0 and late >= 0 and excused >= 0 and present + absent + late + excused <= students)
);
comment on column class_rosters.version is 'The version course-service gave the class: what is not newer is ignored.';
comment on column class_rosters.revision is 'Grows with every change of the register; the aggregateVersion of our events.';
comment on column class_rosters.course_name is 'Null until course-service has been asked; events carry ids only.';
comment on column class_rosters.students is 'Kept with the marks by a trigger, so that reports add up classes instead of marks.';
create index class_rosters_reports_idx on class_rosters (starts_at)
    include (course_id, instructor_id, students, present, absent, late, excused) where not cancelled;
create index class_rosters_course_idx on class_rosters (course_id, starts_at);
create index class_rosters_instructor_idx on class_rosters (instructor_id);
create index class_rosters_unmarked_idx on class_rosters (ends_at, schedule_id)
    where not cancelled and students > 0 and marked = 0;
create index class_rosters_nameless_idx on class_rosters (schedule_id)
    where course_name is null or instructor_name is null;

create table schedule_attendees (
    schedule_id    uuid        not null references class_rosters (schedule_id),
    student_id     uuid        not null,
    course_id      uuid        not null,
    starts_at      timestamptz not null,
    takes_place    boolean     not null default true,
    active         boolean     not null default true,
    status         text,
    note           text,
    marked_at      timestamptz,
    marked_by      text,
    marked_by_name text,
    assigned_at    timestamptz not null default now(),
    primary key (schedule_id, student_id),
    constraint schedule_attendees_status_check check (status in ('present', 'absent', 'late', 'excused')),
    constraint schedule_attendees_mark_check check ((status is null) = (marked_at is null) and (active or status is null))
);
comment on column schedule_attendees.active is 'False after the student left the class; the row stays as the proof that she sat in it.';
comment on column schedule_attendees.starts_at is 'As in the roster, so that a report by student reads one index.';
comment on column schedule_attendees.takes_place is 'False when the class is cancelled; beside starts_at for the same reason.';
create index schedule_attendees_student_idx on schedule_attendees (student_id, starts_at desc) where active;
create index schedule_attendees_reports_idx on schedule_attendees (starts_at)
    include (student_id, course_id, status) where active and takes_place;
create index schedule_attendees_course_idx on schedule_attendees (course_id, starts_at)
    include (student_id, status) where active and takes_place;
create index schedule_attendees_unmarked_idx on schedule_attendees (starts_at) include (student_id)
    where active and takes_place and status is null;
create index schedule_attendees_absent_idx on schedule_attendees (starts_at) include (student_id)
    where active and status = 'absent';

create table student_months (
    student_id uuid not null,
    month      date not null,
    present    int  not null default 0,
    absent     int  not null default 0,
    late       int  not null default 0,
    excused    int  not null default 0,
    primary key (student_id, month)
);
comment on table student_months is 'Marks of a student by month (UTC), kept by a trigger, so that a report over years adds up months.';

create table attendance_history (
    id               uuid primary key,
    schedule_id      uuid        not null,
    student_id       uuid        not null,
    status           text        not null,
    note             text,
    marked_at        timestamptz not null,
    marked_by        text,
    marked_by_name   text,
    replaced_at      timestamptz not null default now(),
    replaced_by      text,
    replaced_by_name text
);
comment on table attendance_history is 'What a mark said before it was corrected.';
create index attendance_history_mark_idx on attendance_history (schedule_id, student_id);
create index attendance_history_student_idx on attendance_history (student_id);

create table seat_checks (
    schedule_id uuid        not null,
    student_id  uuid        not null,
    due_at      timestamptz not null,
    primary key (schedule_id, student_id)
);
comment on table seat_checks is 'Seats in course-service that may disagree with the register until the check is done.';
create index seat_checks_due_idx on seat_checks (due_at);

create table placements (
    schedule_id uuid        not null,
    student_id  uuid        not null,
    due_at      timestamptz not null default now(),
    primary key (schedule_id, student_id)
);
create index placements_due_idx on placements (due_at);
comment on table placements is 'Students with a seat from a confirmed booking whose class is not known here yet.';

-- A row that comes to a class takes over when the class is; whoever writes holds the roster's lock by then.
create function fill_attendee() returns trigger language plpgsql as $$
begin
    -- A move touches two classes: always in the same order, or two moves could wait for each other.
    perform from class_rosters
    where schedule_id in (new.schedule_id, case when tg_op = 'UPDATE' then old.schedule_id else new.schedule_id end)
    order by schedule_id for no key update;
    select course_id, starts_at, not cancelled into new.course_id, new.starts_at, new.takes_place
    from class_rosters where schedule_id = new.schedule_id;
    return new;
end
$$;
create trigger fill_attendee before insert or update of schedule_id on schedule_attendees
    for each row execute function fill_attendee();

-- The counters take the roster's row lock (NO KEY UPDATE: the foreign key's own lock does not wait for it), and the
-- check on them refuses one student too many, whichever way the row came: new, moved, active again, or fewer seats.
create function count_attendee() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        if old.schedule_id = new.schedule_id and old.active and new.active then
            if old.status is distinct from new.status then
                update class_rosters set revision = revision + 1,
                    present = present - (coalesce(old.status, '') = 'present')::int + (coalesce(new.status, '') = 'present')::int,
                    absent  = absent  - (coalesce(old.status, '') = 'absent')::int  + (coalesce(new.status, '') = 'absent')::int,
                    late    = late    - (coalesce(old.status, '') = 'late')::int    + (coalesce(new.status, '') = 'late')::int,
                    excused = excused - (coalesce(old.status, '') = 'excused')::int + (coalesce(new.status, '') = 'excused')::int
                where schedule_id = new.schedule_id;
            end if;
            return null;
        end if;
    end if;
    if tg_op <> 'INSERT' and old.active then
        update class_rosters set revision = revision + 1, students = students - 1,
            present = present - (coalesce(old.status, '') = 'present')::int,
            absent  = absent  - (coalesce(old.status, '') = 'absent')::int,
            late    = late    - (coalesce(old.status, '') = 'late')::int,
            excused = excused - (coalesce(old.status, '') = 'excused')::int
        where schedule_id = old.schedule_id;
    end if;
    if tg_op <> 'DELETE' and new.active then
        update class_rosters set revision = revision + 1, students = students + 1,
            present = present + (coalesce(new.status, '') = 'present')::int,
            absent  = absent  + (coalesce(new.status, '') = 'absent')::int,
            late    = late    + (coalesce(new.status, '') = 'late')::int,
            excused = excused + (coalesce(new.status, '') = 'excused')::int
        where schedule_id = new.schedule_id;
    end if;
    return null;
end
$$;
create trigger count_attendee after insert or delete or update of schedule_id, active, status on schedule_attendees
    for each row execute function count_attendee();

create function total_attendee() returns trigger language plpgsql as $$
declare
    counted_before boolean := false;
    counted_now    boolean := false;
begin
    if tg_op <> 'INSERT' then
        counted_before := old.active and old.takes_place and old.status is not null;
    end if;
    if tg_op <> 'DELETE' then
        counted_now := new.active and new.takes_place and new.status is not null;
    end if;
    if counted_before then
        update student_months set
            present = present - (old.status = 'present')::int, absent = absent - (old.status = 'absent')::int,
            late = late - (old.status = 'late')::int, excused = excused - (old.status = 'excused')::int
        where student_id = old.student_id and month = date_trunc('month', old.starts_at at time zone 'UTC')::date;
    end if;
    if counted_now then
        insert into student_months as m (student_id, month, present, absent, late, excused)
        values (new.student_id, date_trunc('month', new.starts_at at time zone 'UTC')::date, (new.status = 'present')::int,
                (new.status = 'absent')::int, (new.status = 'late')::int, (new.status = 'excused')::int)
        on conflict (student_id, month) do update set
            present = m.present + excluded.present, absent = m.absent + excluded.absent,
            late = m.late + excluded.late, excused = m.excused + excluded.excused;
    end if;
    return null;
end
$$;
create trigger total_attendee after insert or delete or update of starts_at, takes_place, active, status on schedule_attendees
    for each row execute function total_attendee();
