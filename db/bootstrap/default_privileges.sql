-- Idempotent, run as the owner role of :service: what it creates from now on belongs to its service and to nobody else.
alter default privileges in schema shema grant select, insert, update, delete on tables to shema_:service;
alter default privileges in schema shema grant usage on sequences to shema_:service;
alter default privileges in schema shema grant execute on functions to shema_:service;
-- PUBLIC's rights on functions and types are built in, and can only be taken away for all schemas at once.
alter default privileges revoke execute on functions from public;
alter default privileges revoke usage on types from public;
alter default privileges in schema shema grant usage on types to shema_:service;
