-- One row per environment: names the history and holds its last revision. Decisions lock it, so
-- that the order of commits is the order of revisions.
create table promptrail.environment_head (
  environment text primary key check (environment <> ''),
  store_id uuid not null default gen_random_uuid(),
  revision integer not null default 0 check (revision >= 0),
  head_hash text not null default ''
);

create function promptrail.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% on promptrail.% is refused: its rows are written once and stay', tg_op, tg_table_name
    using errcode = 'restrict_violation';
end
$$;

-- JSON is kept as json, not jsonb: jsonb sorts keys and refuses \u0000 and lone surrogates.
create table promptrail.evidence (
  environment text not null references promptrail.environment_head,
  id text not null,
  -- The order of saving; clocks of several processes do not give one.
  sequence bigint generated always as identity unique,
  family text not null,
  content_hash text not null,
  baseline_hash text not null,
  dataset_hash text not null,
  suite_hash text not null,
  verdict text not null check (verdict in ('pass', 'fail', 'inconclusive')),
  body json not null,
  primary key (environment, id)
);

create index evidence_key on promptrail.evidence
  (environment, family, content_hash, baseline_hash, dataset_hash, suite_hash, sequence desc);
create index evidence_family on promptrail.evidence (environment, family, sequence desc);

create trigger refuse_change before update or delete on promptrail.evidence
  for each row execute function promptrail.refuse_change();
create trigger refuse_truncate before truncate on promptrail.evidence
  for each statement execute function promptrail.refuse_change();

create table promptrail.prompt_version (
  environment text not null references promptrail.environment_head,
  family text not null check (family <> ''),
  version integer not null check (version >= 1),
  content_hash text not null,
  -- The status that the code declared at registration, not what is live.
  declared_status text not null
    check (declared_status in ('draft', 'shadow', 'active', 'deprecated', 'archived')),
  -- {content, changelog}: the whole body, so that any process can serve the version.
  body json not null,
  registered_at timestamptz not null default now(),
  primary key (environment, family, version)
);
