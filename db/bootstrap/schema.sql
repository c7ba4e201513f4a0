-- Idempotent. Run by the migrator with administrator's rights, before any role or table of a service exists.
do $$
declare
    extension text;
    outsider  text;
begin
    if to_regnamespace('shema') is null then
        create schema shema;
    end if;
    if to_regnamespace('extensions') is null then
        create schema extensions;
    end if;

    -- An extension that stands somewhere else already stays there: moving it could break its present users.
    foreach extension in array array['btree_gist', 'pg_trgm', 'unaccent'] loop
        if not exists (select from pg_extension where extname = extension) then
            execute format('create extension %I with schema extensions', extension);
        end if;
    end loop;

    revoke all on schema shema from public;
    -- Supabase's roles of the Data API. Elsewhere they do not exist.
    for outsider in
        select rolname from pg_roles where rolname in ('anon', 'authenticated', 'service_role')
    loop
        execute format('revoke all on schema shema from %I', outsider);
    end loop;
end
$$;
