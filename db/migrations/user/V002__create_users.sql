-- Admins, instructors and students; only admins can sign in.
create table users (
    id                    uuid primary key,
    role                  text        not null,
    status                text        not null,
    firebase_uid          text,
    full_name             text        not null,
    name_key              text        not null,
    email                 text,
    phone                 text,
    birth_date            date,
    address               text,
    guardian_name         text,
    guardian_phone        text,
    guardian_email        text,
    guardian_relationship text,
    experience_level      text,
    learning_goal         text,
    preferred_instruments text[]      not null default '{}',
    budget_range          text,
    available_days        text[]      not null default '{}',
    bio                   text,
    specialties           text[]      not null default '{}',
    photo_url             text,
    search_text           text        not null,
    last_login_at         timestamptz,
    erased_at             timestamptz,
    version               bigint      not null default 1,
    created_at            timestamptz not null default now(),
    updated_at            timestamptz not null default now(),
    constraint users_role_check check (role in ('student', 'instructor', 'admin')),
    constraint users_status_check check (status in ('pending', 'active', 'inactive')),
    constraint users_pending_check check (status <> 'pending' or role = 'student'),
    constraint users_login_check check ((role = 'admin') = (firebase_uid is not null)),
    constraint users_erased_check check (erased_at is null or (role = 'student' and status = 'inactive' and email is null)),
    constraint users_email_check check (email is not null or erased_at is not null),
    constraint users_birth_date_check check (birth_date is not null or role <> 'student' or erased_at is not null),
    constraint users_experience_level_check check (experience_level in ('beginner', 'intermediate', 'advanced')),
    constraint users_learning_goal_check check (learning_goal in ('hobby', 'professional', 'exam_preparation')),
    constraint users_budget_range_check check (budget_range in ('low', 'medium', 'high')),
    constraint users_firebase_uid_key unique (firebase_uid)
);
comment on column users.name_key is 'The name with case and spacing folded by the service, which knows Unicode whatever the locale of the database.';
comment on column users.search_text is 'Name, e-mail and phone, lower case without accents: what a search looks through.';
comment on column users.erased_at is 'When the personal data was overwritten for good.';

create unique index users_staff_email_key on users (lower(email)) where role in ('admin', 'instructor');
-- Who is the same student; siblings share an address but neither name nor birthday.
create unique index users_student_identity_key on users (lower(email), name_key, birth_date) where role = 'student';
create index users_search_idx on users using gin (search_text gin_trgm_ops);
create index users_created_idx on users (created_at, id);
create index users_role_created_idx on users (role, status, created_at, id);
create index users_name_idx on users (lower(full_name), id);
