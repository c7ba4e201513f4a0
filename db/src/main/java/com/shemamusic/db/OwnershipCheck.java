package com.shemamusic.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Asks the catalogue whether every table belongs to one service and to nobody else. */
public final class OwnershipCheck {

    private static final String QUERY = """
            with relation as (
                select c.oid, c.relname, c.relkind, c.relowner, c.relrowsecurity, c.reloptions,
                       coalesce(c.relacl, acldefault(case c.relkind when 'S' then 's' else 'r' end::"char", c.relowner)) as acl
                from pg_class c
                where c.relnamespace = 'shema'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
            ), routine as (
                select p.oid, p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' as name, p.prosecdef,
                       coalesce(p.proacl, acldefault('f', p.proowner)) as acl
                from pg_proc p
                where p.pronamespace = 'shema'::regnamespace
            ), service as (
                select r.oid, r.rolname from pg_roles r where r.rolname = any (?)
            ), outsider as (
                select 0::oid as oid, 'public' as name
                union all
                select oid, rolname from pg_roles where rolname in ('anon', 'authenticated', 'service_role')
            )
            select relname || ' has no row-level security' from relation
            where relkind in ('r', 'p') and not relrowsecurity
            union all
            select relname || ' has ' || count(p.oid) || ' policies instead of service_only alone'
            from relation r left join pg_policy p on p.polrelid = r.oid
            where relkind in ('r', 'p')
            group by r.oid, relname
            having count(p.oid) <> 1 or not coalesce(bool_and(p.polname = 'service_only'), false)
            union all
            select relname || ' is owned by ' || pg_get_userbyid(relowner) || ', which is no service''s owner role'
            from relation
            where not exists (select from service s where pg_get_userbyid(relowner) = s.rolname || '_owner')
            union all
            select relname || ' is open to ' || s.rolname || ' but owned by ' || pg_get_userbyid(relowner)
            from relation cross join service s
            where relkind <> 'S' and pg_get_userbyid(relowner) <> s.rolname || '_owner'
              and has_table_privilege(s.oid, relation.oid, 'select, insert, update, delete, truncate, references, trigger')
            union all
            select relname || ' can be changed in structure by ' || s.rolname
            from relation cross join service s
            where relkind <> 'S' and has_table_privilege(s.oid, relation.oid, 'truncate, references, trigger')
              and pg_get_userbyid(relowner) = s.rolname || '_owner'
            union all
            select distinct relname || ' is open to ' || o.name
            from relation cross join lateral aclexplode(acl) g join outsider o on o.oid = g.grantee
            union all
            select distinct routine.name || ' is open to ' || o.name
            from routine cross join lateral aclexplode(acl) g join outsider o on o.oid = g.grantee
            union all
            select name || ' is a security definer function' from routine where prosecdef
            union all
            select relname || ' is a view without security_invoker' from relation
            where relkind = 'v' and not coalesce(
                (select bool_or(option_value::boolean) from pg_options_to_table(reloptions)
                 where option_name = 'security_invoker'), false)
            union all
            select relname || ' is a materialized view, which knows no row-level security' from relation where relkind = 'm'
            union all
            select 'schema shema is open to ' || o.name
            from pg_namespace n cross join lateral aclexplode(n.nspacl) g join outsider o on o.oid = g.grantee
            where n.nspname = 'shema'
            order by 1
            """;

    private OwnershipCheck() {}

    /** Says what is wrong, one sentence each in alphabetical order; empty when every table has exactly one service. */
    public static List<String> violations(Connection connection) throws SQLException {
        List<String> violations = new ArrayList<>();
        try (var statement = connection.prepareStatement(QUERY)) {
            String[] roles = ServiceSchema.ALL.stream().map(ServiceSchema::role).toArray(String[]::new);
            statement.setArray(1, connection.createArrayOf("name", roles));
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    violations.add(result.getString(1));
                }
            }
        }
        return List.copyOf(violations);
    }
}
