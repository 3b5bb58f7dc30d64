-- The columns beside the record are what queries filter, sort and aggregate by.
-- No foreign key: it would lock the environment's head for each batch of calls.
create table promptrail.call_record (
  environment text not null,
  id text not null,
  family text not null,
  version integer not null,
  lane text not null check (lane in ('production', 'shadow', 'eval')),
  started_at timestamptz not null,
  duration_ms double precision not null,
  outcome text,
  success boolean not null,
  cost double precision,
  record json not null,
  primary key (environment, id)
);

create index call_record_family on promptrail.call_record
  (environment, family, lane, started_at desc, id desc);
create index call_record_started on promptrail.call_record
  (environment, started_at desc, id desc);

create table promptrail.api_key (
  environment text not null references promptrail.environment_head,
  id text not null,
  name text not null,
  secret_hash text not null,
  scopes text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  primary key (environment, id)
);
