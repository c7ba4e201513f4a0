-- Idempotent, once per service, :service is replaced. Two roles: the owner changes tables and cannot log in,
-- the service logs in and cannot change tables. Works as superuser and as a role that has only CREATEROLE.
do $$
declare
    owner_role   constant text := 'shema_:service_owner';
    service_role constant text := 'shema_:service';
    home         text;
    search_path  text := 'shema';
begin
    if not exists (select from pg_roles where rolname = owner_role) then
        execute format('create role %I nologin', owner_role);
    end if;
    if not exists (select from pg_roles where rolname = service_role) then
        execute format('create role %I login', service_role);
    end if;

    -- Since PostgreSQL 16 creating a role does not include the right to act as it.
    if not (select rolsuper from pg_roles where rolname = current_user)
       and not exists (select from pg_auth_members m
                       where m.roleid = owner_role::regrole and m.member = current_user::regrole
                         and coalesce((to_jsonb(m) ->> 'set_option')::boolean, true)) then
        execute format('grant %I to %I', owner_role, current_user);
    end if;

    execute format('grant usage, create on schema shema to %I', owner_role);
    execute format('grant usage on schema shema to %I', service_role);
    for home in
        select distinct n.nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace
        where e.extname in ('btree_gist', 'pg_trgm', 'unaccent')
        order by 1
    loop
        search_path := search_path || ', ' || quote_ident(home);
        if not has_schema_privilege(owner_role, home, 'usage') or not has_schema_privilege(service_role, home, 'usage') then
            execute format('grant usage on schema %I to %I, %I', home, owner_role, service_role);
            -- Who may not grant is only warned.
            if not has_schema_privilege(service_role, home, 'usage') then
                raise exception 'schema % holds extensions and % may not grant its usage: as its owner, run: grant usage on schema % to % with grant option',
                    home, current_user, home, current_user;
            end if;
        end if;
    end loop;

    -- A pooler may drop these; JDBC addresses therefore also say currentSchema=shema,extensions.
    execute format('alter role %I set search_path = %s', owner_role, search_path);
    execute format('alter role %I set search_path = %s', service_role, search_path);
    execute format('alter role %I set idle_in_transaction_session_timeout = %L', service_role, '15s');
end
$$;
