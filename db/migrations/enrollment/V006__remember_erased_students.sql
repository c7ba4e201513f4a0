-- Who was erased, for enrollments that are found to be theirs a moment later.
create table erased_students (
    student_id uuid primary key,
    erased_at  timestamptz not null default now()
);
