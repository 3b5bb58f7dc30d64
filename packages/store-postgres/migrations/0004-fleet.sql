-- What each process says that it serves. Decisions of kind 'drilled' need no change: the history
-- takes every kind that its change names.
create table promptrail.process (
  environment text not null references promptrail.environment_head,
  process_id text not null check (process_id <> ''),
  name text not null,
  role text not null check (role in ('server', 'runtime', 'follower')),
  revision integer not null check (revision >= 0),
  state_source text not null
    check (state_source in ('store', 'last_known_good', 'code_default')),
  problems jsonb not null check (jsonb_typeof(problems) = 'array'),
  reported_at timestamptz not null,
  -- From the decision to the first report of its revision; null where the store has no such decision.
  applied_after_ms double precision,
  primary key (environment, process_id)
);

create index process_reported on promptrail.process (environment, reported_at);

create table promptrail.drill (
  environment text not null references promptrail.environment_head,
  revision integer not null check (revision >= 1),
  family text not null check (family <> ''),
  actor text not null,
  started_at timestamptz not null,
  processes integer not null check (processes >= 0),
  applied_after_ms double precision[] not null,
  primary key (environment, revision)
);

create trigger refuse_change before update or delete on promptrail.drill
  for each row execute function promptrail.refuse_change();
create trigger refuse_truncate before truncate on promptrail.drill
  for each statement execute function promptrail.refuse_change();
