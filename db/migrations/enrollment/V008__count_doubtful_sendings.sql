-- A message that was handed over without an answer may have arrived: only so many are sent again.
alter table notifications add column doubts int not null default 0;
