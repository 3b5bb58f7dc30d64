-- Append-only; folding a family's decisions gives its row in family_state.
create table promptrail.decision (
  environment text not null references promptrail.environment_head,
  revision integer not null check (revision >= 1),
  family text not null,
  kind text not null,
  change json not null,
  from_version integer,
  to_version integer not null,
  actor text not null,
  source text not null,
  reason text not null,
  evidence_id text,
  override_reason text,
  idempotency_key text,
  decided_at timestamptz not null,
  previous_hash text not null,
  hash text not null,
  primary key (environment, revision),
  constraint kind_is_the_changes check ((change -> 'kind')::text = to_json(kind)::text),
  constraint decision_idempotency_key unique (environment, idempotency_key),
  -- What family_state's pointer refers to.
  unique (environment, family, revision, to_version),
  foreign key (environment, family, to_version) references promptrail.prompt_version,
  foreign key (environment, family, from_version) references promptrail.prompt_version,
  foreign key (environment, evidence_id) references promptrail.evidence
);

create index decision_rollback on promptrail.decision (environment, family, revision desc)
  where kind = 'rolled_back';

-- The pointer: what is active is this row's active_version and nothing else, so none or two
-- active versions cannot be written.
create table promptrail.family_state (
  environment text not null references promptrail.environment_head,
  family text not null,
  revision integer not null,
  active_version integer not null,
  previous_version integer,
  hold json,
  left_versions integer[] not null,
  activated_versions integer[] not null,
  archived_versions integer[] not null,
  shadow json,
  declared json not null,
  decided_by text not null,
  decided_at timestamptz not null,
  primary key (environment, family),
  foreign key (environment, family, active_version) references promptrail.prompt_version,
  foreign key (environment, family, previous_version) references promptrail.prompt_version,
  constraint family_state_is_decided foreign key (environment, family, revision, active_version)
    references promptrail.decision (environment, family, revision, to_version),
  constraint active_is_not_archived check (active_version <> all (archived_versions)),
  constraint active_was_activated check (active_version = any (activated_versions))
);

create function promptrail.check_decision() returns trigger language plpgsql as $$
declare
  head promptrail.environment_head;
begin
  select * into head from promptrail.environment_head where environment = new.environment;
  if new.revision <> head.revision + 1 or new.previous_hash <> head.head_hash then
    raise exception 'Decision % does not follow revision % of environment %',
      new.revision, head.revision, new.environment using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;

create function promptrail.check_head() returns trigger language plpgsql as $$
begin
  if new.environment <> old.environment or new.store_id <> old.store_id
    or new.revision <> old.revision + 1
    or not exists (
      select from promptrail.decision
      where environment = new.environment and revision = new.revision and hash = new.head_hash
    )
  then
    raise exception 'The head of environment % moves only with a decision', old.environment
      using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;

create function promptrail.check_family_state() returns trigger language plpgsql as $$
begin
  if new.environment <> old.environment or new.family <> old.family
    or new.revision <= old.revision
  then
    raise exception 'The state of family % moves only to a higher revision', old.family
      using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;

-- A draft may be replaced while it is tried out; every other version means one content for ever.
create function promptrail.check_version_update() returns trigger language plpgsql as $$
begin
  if old.environment <> 'development' or old.declared_status <> 'draft'
    or (new.environment, new.family, new.version)
      is distinct from (old.environment, old.family, old.version)
    or exists (
      select from promptrail.family_state
      where environment = old.environment and family = old.family
        and old.version = any (activated_versions)
    )
  then
    raise exception 'Version % of family % is registered and cannot be changed', old.version, old.family
      using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;

create trigger check_decision before insert on promptrail.decision
  for each row execute function promptrail.check_decision();
create trigger refuse_change before update or delete on promptrail.decision
  for each row execute function promptrail.refuse_change();
create trigger refuse_truncate before truncate on promptrail.decision
  for each statement execute function promptrail.refuse_change();

create trigger check_head before update on promptrail.environment_head
  for each row execute function promptrail.check_head();
create trigger refuse_delete before delete on promptrail.environment_head
  for each row execute function promptrail.refuse_change();
create trigger refuse_truncate before truncate on promptrail.environment_head
  for each statement execute function promptrail.refuse_change();

create trigger check_family_state before update on promptrail.family_state
  for each row execute function promptrail.check_family_state();
create trigger refuse_delete before delete on promptrail.family_state
  for each row execute function promptrail.refuse_change();
create trigger refuse_truncate before truncate on promptrail.family_state
  for each statement execute function promptrail.refuse_change();

create trigger check_update before update on promptrail.prompt_version
  for each row execute function promptrail.check_version_update();
create trigger refuse_delete before delete on promptrail.prompt_version
  for each row execute function promptrail.refuse_change();
create trigger refuse_truncate before truncate on promptrail.prompt_version
  for each statement execute function promptrail.refuse_change();
