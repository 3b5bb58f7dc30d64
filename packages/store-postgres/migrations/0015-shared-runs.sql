-- Eval runs whose cases many processes take. What they were answered is body-like: it goes with its run, after 7 days.
create table promptrail.eval_run (
  id uuid primary key,
  environment text not null,
  family text not null,
  candidate integer not null,
  candidate_hash text not null,
  -- Both null for a version alone.
  baseline integer,
  baseline_hash text,
  dataset_hash text not null,
  suite_hash text not null,
  repeats integer not null,
  cases integer not null,
  range_size integer not null,
  asked_by text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  -- Why a process gave a part of it back, for people.
  problem text
);

-- One who asks for the same goes on with the one that is open.
create unique index eval_run_open on promptrail.eval_run
  (environment, family, candidate_hash, coalesce(baseline_hash, ''), dataset_hash, suite_hash, repeats)
  where ended_at is null;
create index eval_run_started on promptrail.eval_run (environment, started_at);

-- Of each answer the first that was written. `json`, not `jsonb`: a text may hold a null character.
create table promptrail.eval_answer (
  run uuid not null references promptrail.eval_run on delete cascade,
  case_id text not null,
  side text not null check (side in ('candidate', 'baseline')),
  repeat integer not null,
  answer json,
  error json,
  worker text not null,
  written_at timestamptz not null,
  primary key (run, case_id, side, repeat)
);

-- One limit of a provider for all processes that share it: what was given to whom, and until when it may be used.
create table promptrail.provider_limit (
  environment text not null,
  provider text not null,
  grants jsonb not null,
  primary key (environment, provider)
);
