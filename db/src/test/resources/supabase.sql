-- A database as a Supabase project hands it over, as far as roles, grants and settings go.
create role anon nologin noinherit;
create role authenticated nologin noinherit;
create role service_role nologin noinherit bypassrls;
create role authenticator login noinherit;
grant anon, authenticated, service_role to authenticator;
alter role authenticator set pgrst.db_schemas = 'public, graphql_public';
-- The administrator of a project is no superuser.
create role administrator login createdb createrole bypassrls replication;
do $$ begin execute format('grant all on database %I to administrator', current_database()); end $$;
create schema extensions authorization administrator;
grant usage on schema extensions to anon, authenticated, service_role;
grant usage, create on schema public to administrator;
grant usage on schema public to anon, authenticated, service_role;
alter default privileges for role administrator in schema public grant all on tables to anon, authenticated, service_role;
alter default privileges for role administrator in schema public grant all on sequences to anon, authenticated, service_role;
alter default privileges for role administrator in schema public grant all on functions to anon, authenticated, service_role;
alter default privileges for role administrator grant all on tables to anon, authenticated, service_role;
create publication supabase_realtime;
alter publication supabase_realtime owner to administrator;
