-- A class may be given fewer seats than it has students. Nobody is put out; the register keeps a seat for each of them,
-- remembers how many there should be, and lets go of the others as students leave.
alter table class_rosters add column seats_told int;
comment on column class_rosters.seats_told is 'What course-service says while more students sit here than that; otherwise null.';

create function shrink_roster() returns trigger language plpgsql as $$
begin
    new.seats := greatest(new.seats_told, new.students);
    if new.seats = new.seats_told then
        new.seats_told := null;
    end if;
    return new;
end
$$;
create trigger shrink_roster before update of students on class_rosters
    for each row when (new.seats_told is not null and new.students < old.students) execute function shrink_roster();
