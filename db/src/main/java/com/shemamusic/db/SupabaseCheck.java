package com.shemamusic.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Asks the catalogue of a Supabase database for ways around {@link OwnershipCheck}: what the platform could show of our tables. */
final class SupabaseCheck {

    private static final String QUERY = """
            with outsider as (
                select oid, rolname as name from pg_roles
                where rolname in ('anon', 'authenticated', 'service_role', 'authenticator')
            ), ours as (
                select oid, rolname as name from pg_roles where rolname = any (?) or rolname = any (?)
            )
            select 'there is no role ' || wanted || ': this is no Supabase database'
            from unnest(array['anon', 'authenticated', 'service_role']) wanted
            where not exists (select from pg_roles where rolname = wanted)
            union all
            select 'schema shema is exposed by the Data API: ' || setting
            from pg_db_role_setting s, unnest(s.setconfig) setting
            where setting like 'pgrst.db_schemas=%'
              and 'shema' = any (select trim(both ' "' from exposed)
                                 from regexp_split_to_table(split_part(setting, '=', 2), ',') exposed)
            union all
            select distinct 'what ' || pg_get_userbyid(d.defaclrole) || ' creates from now on is open to '
                   || case when g.grantee = 0 then 'public' else pg_get_userbyid(g.grantee) end
            from pg_default_acl d cross join lateral aclexplode(d.defaclacl) g
            where (d.defaclnamespace = 'shema'::regnamespace or d.defaclrole in (select oid from ours))
              and (g.grantee = 0 or g.grantee in (select oid from outsider))
            union all
            select outsider.name || ' may act as ' || ours.name
            from outsider cross join ours
            where pg_has_role(outsider.oid, ours.oid, 'member')
            union all
            select rolname || ' is not bound by row-level security'
            from pg_roles where oid in (select oid from ours) and (rolsuper or rolbypassrls)
            union all
            select distinct p.pubname || ' publishes changes of ' || p.tablename
            from pg_publication_tables p where p.schemaname = 'shema'
            union all
            select distinct 'view ' || n.nspname || '.' || v.relname || ' reads ' || t.relname
            from pg_depend d
            join pg_rewrite r on r.oid = d.objid
            join pg_class v on v.oid = r.ev_class
            join pg_namespace n on n.oid = v.relnamespace
            join pg_class t on t.oid = d.refobjid and t.relnamespace = 'shema'::regnamespace
            where d.classid = 'pg_rewrite'::regclass and d.refclassid = 'pg_class'::regclass
              and v.relnamespace <> 'shema'::regnamespace
            union all
            select distinct 'function ' || n.nspname || '.' || p.proname
                   || '(' || pg_get_function_identity_arguments(p.oid) || ') names shema, runs with the rights of ' || pg_get_userbyid(p.proowner) || ' and is open to '
                   || case when g.grantee = 0 then 'public' else pg_get_userbyid(g.grantee) end
            from pg_proc p
            join pg_namespace n on n.oid = p.pronamespace
            cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g
            where p.prosecdef and p.pronamespace <> 'shema'::regnamespace
              and (p.prosrc ~* '\\mshema\\M' or array_to_string(p.proconfig, ',') ~* '\\mshema\\M')
              and (g.grantee = 0 or g.grantee in (select oid from outsider))
            order by 1
            """;

    private SupabaseCheck() {}

    /** Says what is wrong, one sentence each in alphabetical order. */
    static List<String> findings(Connection connection) throws SQLException {
        String[] roles = ServiceSchema.ALL.stream().map(ServiceSchema::role).toArray(String[]::new);
        String[] owners =
                ServiceSchema.ALL.stream().map(ServiceSchema::ownerRole).toArray(String[]::new);
        List<String> findings = new ArrayList<>();
        try (var statement = connection.prepareStatement(QUERY)) {
            statement.setArray(1, connection.createArrayOf("name", roles));
            statement.setArray(2, connection.createArrayOf("name", owners));
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    findings.add(result.getString(1));
                }
            }
        }
        return List.copyOf(findings);
    }
}
