-- News of a class from before its seat was held must not drop the choice: the hold told of it already.
alter table bookings add column first_class_version bigint, add column second_class_version bigint;
comment on column bookings.first_class_version is 'The version of the class when its seat was held; null where course-service did not tell.';
comment on column bookings.second_class_version is 'As first_class_version.';
