-- A school far larger than any real one, to measure and to explain queries with; run by hand or by a test, never by the migrator.
-- Sizes come from the settings seed.courses, seed.classes and seed.rooms of the session; nothing else may stand in the tables.
-- Classes fill rooms and weeks evenly, half of them before today and half after.
insert into courses (id, slug, name, description, instrument, instrument_names, level, price, price_category,
    duration_minutes, max_students, enrollment_limit, is_active, created_at)
with vocabulary as (
    -- About 3 400 words that look like words.
    select array_agg(a || b || c order by a, b, c) as words
    from unnest(array['ba','be','bi','da','di','ga','ha','ja','ka','la','ma','na','pa','ra','ru','sa','ta','wa','ya','sen']) a,
        unnest(array['ran','ri','lang','mu','tan','dak','si','rak','la','nga','pu','nyi','ti']) b,
        unnest(array['','n','kan','i','ng','s','an','du','re','mo','ven','ter','sta']) c),
instruments as (
    select array['piano','guitar','vocal','violin','drums','bass','cello','flute','saxophone','ukulele'] as slugs,
        array['piano Piano Piano','guitar Gitar Guitar','vocal Vokal Vocal','violin Biola Violin','drums Drum Drums',
            'bass Bas Bass','cello Selo Cello','flute Flut Flute','saxophone Saksofon Saxophone',
            'ukulele Ukulele Ukulele'] as names),
numbered as (select n, hashint8(n)::bigint + 2147483648 as h from generate_series(1, current_setting('seed.courses')::int) n)
select ('0190a1c2-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'course-' || n,
    initcap(split_part(i.names[1 + h % 10], ' ', 2) || ' ' || (array['dasar','pemula','lanjutan','klasik','pop','jazz','anak'])[1 + h / 10 % 7]
        || ' ' || v.words[1 + h / 70 % cardinality(v.words)] || ' ' || n),
    'Belajar bermain ' || split_part(i.names[1 + h % 10], ' ', 2) || ' bersama guru yang berpengalaman. '
        || (select string_agg(v.words[1 + (h + w * w * n::bigint * 7919) % cardinality(v.words)], ' ') from generate_series(1, 12) w)
        || '. Lessons for everybody who wants to play music.',
    i.slugs[1 + h % 10], i.names[1 + h % 10], (array['beginner','intermediate','advanced'])[1 + h / 7 % 3],
    100000 + h % 90 * 10000, case when h % 90 <= 20 then 'low' when h % 90 <= 65 then 'medium' else 'high' end,
    60, 1 + h % 8, case when h % 5 = 0 then 20 end, n % 50 <> 0, now() - n * interval '1 minute'
from numbered, vocabulary v, instruments i;

insert into rooms (id, name, capacity)
select ('0190a1c2-0000-7000-8001-' || lpad(to_hex(n), 12, '0'))::uuid, 'Ruang ' || n, 20
from generate_series(1, current_setting('seed.rooms')::int) n;

insert into instructors (id, full_name, status)
select ('0190a1c2-0000-7000-8002-' || lpad(to_hex(n), 12, '0'))::uuid, 'Guru ' || n, 'active'
from generate_series(1, current_setting('seed.rooms')::int) n;

-- Ten hours a day, from 8 to 18 in Jakarta, seven days a week, every room.
insert into class_schedules (id, course_id, instructor_id, room_id, starts_at, ends_at, seats, seats_taken, cancelled_at)
with sizes as (
    select current_setting('seed.courses')::int as courses, current_setting('seed.classes')::int as classes,
        current_setting('seed.rooms')::int as rooms),
placed as (
    select n, n % rooms as room, n / rooms % 10 as hour, n / rooms / 10 - classes / rooms / 20 as day,
        hashint8(n)::bigint + 2147483648 as h, courses, rooms
    from sizes, generate_series(0, classes - 1) n)
select ('0190a1c2-0000-7000-8003-' || lpad(to_hex(n), 12, '0'))::uuid, c.id,
    ('0190a1c2-0000-7000-8002-' || lpad(to_hex(1 + (room + hour) % rooms), 12, '0'))::uuid,
    ('0190a1c2-0000-7000-8001-' || lpad(to_hex(1 + room), 12, '0'))::uuid,
    start, start + interval '1 hour', c.max_students, case when h / 100 % 10 < 4 then c.max_students else h / 1000 % c.max_students end,
    case when h / 31 % 25 = 0 then now() end
from placed join courses c on c.id = ('0190a1c2-0000-7000-8000-' || lpad(to_hex(1 + h % courses), 12, '0'))::uuid
    cross join lateral (select date_trunc('day', now(), 'Asia/Jakarta') + day * interval '1 day' + (8 + hour) * interval '1 hour' as start) at;

-- A seat in two of three classes, and two thousand holds at most.
insert into class_seats (id, schedule_id, student_id, state)
select gen_random_uuid(), id, gen_random_uuid(), 'taken' from class_schedules where seats_taken > 0;
insert into class_seats (id, schedule_id, booking_id, state, expires_at)
select gen_random_uuid(), id, gen_random_uuid(), 'held', now() + interval '2 days'
from (select id from class_schedules where cancelled_at is null and seats_taken < seats and starts_at > now()
    order by id limit 2000) s;
