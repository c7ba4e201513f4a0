-- Idempotent, run as the owner role of :service after its migrations, over every table it has: a migration that had to
-- do this itself could forget it, and a forgotten table would be open to Supabase's Data API.
do $$
declare
    relation regclass;
    outsider text;
begin
    for relation in
        select oid from pg_class
        where relnamespace = 'shema'::regnamespace and relowner = 'shema_:service_owner'::regrole
          and relkind in ('r', 'p')
        order by oid
    loop
        if not (select relrowsecurity from pg_class where oid = relation) then
            execute format('alter table %s enable row level security', relation);
        end if;
        if not exists (select from pg_policy where polrelid = relation and polname = 'service_only') then
            execute format('create policy service_only on %s to shema_:service using (true) with check (true)', relation);
        end if;
    end loop;

    for outsider in
        select 'public' union all
        select quote_ident(rolname) from pg_roles where rolname in ('anon', 'authenticated', 'service_role')
    loop
        for relation in
            select oid from pg_class
            where relnamespace = 'shema'::regnamespace and relowner = 'shema_:service_owner'::regrole
              and relkind in ('r', 'p', 'v', 'm')
        loop
            execute format('revoke all on %s from %s', relation, outsider);
        end loop;
    end loop;

    -- The service compares this table with its own scripts at start-up, and must not be able to forge it.
    revoke all on shema.flyway_history_:service from shema_:service;
    grant select on shema.flyway_history_:service to shema_:service;
end
$$;
