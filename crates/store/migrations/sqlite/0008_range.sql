-- Between which two numbers the number of independent sources lies.
alter table stories add column least bigint not null default 0;
alter table stories add column most bigint not null default 0;
