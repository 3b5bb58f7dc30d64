-- A call in two rows: its figures, and what was said. Both are kept for a number of days of a closed list, and so
-- are partitioned by that number and then by day: what has been kept for its time is dropped whole.
-- No foreign keys: they would lock what every other batch needs. The columns are what queries ask by; the JSON beside
-- them is the rest of the record. `json`, not `jsonb`: a text may hold a null character.
create table promptrail.call_figure (
  environment text not null,
  retention smallint not null,
  -- In UTC.
  day date not null,
  id text not null,
  family text not null,
  version integer not null,
  lane text not null,
  started_at timestamptz not null,
  -- How it ended, in one word.
  outcome text not null,
  success boolean not null,
  fallback boolean not null,
  provider text not null,
  model text not null,
  duration_ms double precision,
  -- US dollars.
  cost double precision,
  input_tokens bigint,
  output_tokens bigint,
  -- Tokens that the model's window had left.
  headroom bigint,
  -- An HMAC.
  subject text,
  shape text[],
  shape_version integer,
  run_id text,
  -- 63 bits of SHA-256 over 'monitor', the environment's salt and the id: callers may choose ids, and not what is sampled.
  sample_u bigint not null,
  figures json not null,
  primary key (environment, id, day, retention)
) partition by list (retention);

create index call_figure_family on promptrail.call_figure
  (environment, family, lane, started_at desc, id desc);
create index call_figure_subject on promptrail.call_figure (environment, subject)
  where subject is not null;
create index call_figure_started on promptrail.call_figure using brin (started_at);

create table promptrail.call_body (
  environment text not null,
  retention smallint not null,
  day date not null,
  id text not null,
  subject text,
  -- Context, messages, text and data, redacted.
  body json not null,
  primary key (environment, id, day, retention)
) partition by list (retention);

create index call_body_subject on promptrail.call_body (environment, subject)
  where subject is not null;

do $$
declare
  days integer;
begin
  foreach days in array array[7, 30, 90, 365] loop
    execute format(
      'create table promptrail.call_figure_%1$s partition of promptrail.call_figure
         for values in (%1$s) partition by range (day)', days);
    execute format(
      'create table promptrail.call_body_%1$s partition of promptrail.call_body
         for values in (%1$s) partition by range (day)', days);
  end loop;
end $$;

-- Makes the partition of one day, where it is missing. Attaching one, unlike making it as a partition, lets inserts
-- into the others go on. By the right of who migrated: what appends calls need not be able to make tables.
create function promptrail.make_call_day(part text, days smallint, wanted date) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  parent text := format('call_%s_%s', part, days);
  name text := format('%s_%s', parent, to_char(wanted, 'YYYYMMDD'));
begin
  if part not in ('figure', 'body') or days not in (7, 30, 90, 365) then
    raise exception 'no such partition: %', name;
  end if;
  perform pg_advisory_xact_lock(7205759404);
  if to_regclass('promptrail.' || name) is not null then
    return false;
  end if;
  execute format('create table promptrail.%I (like promptrail.%I including all)', name, parent);
  execute format(
    'alter table promptrail.%I add constraint %I check (day >= %L and day < %L)',
    name, name || '_day', wanted, wanted + 1);
  execute format(
    'alter table promptrail.%I attach partition promptrail.%I for values from (%L) to (%L)',
    parent, name, wanted, wanted + 1);
  execute format('alter table promptrail.%I drop constraint %I', name, name || '_day');
  return true;
end $$;

-- Roll-ups: every figure that a page shows is the sum of these, never of calls.
create table promptrail.call_usage (
  environment text not null,
  hour timestamptz not null,
  family text not null,
  version integer not null,
  lane text not null,
  provider text not null,
  model text not null,
  outcome text not null,
  first_attempt boolean not null,
  fallback boolean not null,
  calls bigint not null,
  -- Null where no call told it.
  input_tokens bigint,
  output_tokens bigint,
  cache_read_tokens bigint,
  latency_count bigint not null,
  latency_sum double precision not null,
  latency_squares double precision not null,
  latency_buckets bigint[] not null,
  cost_count bigint not null,
  cost_sum double precision not null,
  cost_squares double precision not null,
  cost_buckets bigint[] not null,
  headroom_count bigint not null,
  headroom_sum double precision not null,
  headroom_squares double precision not null,
  headroom_buckets bigint[] not null,
  primary key (environment, hour, family, version, lane, provider, model, outcome,
    first_attempt, fallback)
);

create function promptrail.add_counts(one bigint[], other bigint[]) returns bigint[]
language sql immutable as $$
  select coalesce(
    array_agg(coalesce(pair.one, 0) + coalesce(pair.other, 0) order by pair.place), '{}')
  from unnest(one, other) with ordinality as pair (one, other, place)
$$;

-- Calls of which the log lacks something.
create table promptrail.call_gap (
  environment text not null,
  id text not null,
  reason text not null,
  lost text not null check (lost in ('calls', 'bodies')),
  family text not null,
  lane text not null,
  count bigint not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  primary key (environment, id)
);

create index call_gap_time on promptrail.call_gap (environment, to_at desc);

-- Subjects of whom nothing may be kept.
create table promptrail.call_erasure (
  environment text not null,
  subject text not null,
  asked_at timestamptz not null,
  actor text not null,
  calls bigint not null,
  -- Partitions that calls were deleted from, whose files still hold them.
  touched text[] not null default '{}',
  completed_at timestamptz,
  primary key (environment, subject)
);

-- Two secrets of an environment: by which subjects are stored, and by which calls are sampled.
create table promptrail.call_secret (
  environment text primary key,
  subject bytea not null,
  sample bytea not null
);

-- 244 random bits each: a random UUID has 122.
create function promptrail.make_call_secret(wanted text) returns void language sql as $$
  insert into promptrail.call_secret (environment, subject, sample)
  select wanted,
    sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')),
    sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'))
  on conflict do nothing
$$;

select promptrail.make_call_secret(environment) from promptrail.environment_head;

-- What was said was read by the scope logs: a key that has it goes on doing so.
update promptrail.api_key set scopes = scopes || '{bodies}'
where scopes @> '{logs}' and not scopes @> '{bodies}';
