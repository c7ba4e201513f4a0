-- What this service has heard about enrollments, to know who is a student at present. A copy: the truth is enrollment-service's.
create table student_enrollments (
    enrollment_id uuid primary key,
    student_id    uuid    not null,
    is_active     boolean not null,
    version       bigint  not null
);
comment on column student_enrollments.version is 'Version of the enrollment last heard of; older events change nothing.';
create index student_enrollments_active_idx on student_enrollments (student_id) where is_active;
create index student_enrollments_student_idx on student_enrollments (student_id);
