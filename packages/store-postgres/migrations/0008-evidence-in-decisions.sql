-- The hash of the evidence that a decision stands on; null where it stands on none, and before.
alter table promptrail.decision add column evidence_hash text;

-- What a verification asks for each verdict: the decisions that stand on it.
create index decision_evidence on promptrail.decision (environment, evidence_id)
  where evidence_hash is not null;

-- A decision that does not move the head is none: every later one would meet it.
create function promptrail.check_decision_is_head() returns trigger language plpgsql as $$
begin
  if not exists (
    select from promptrail.environment_head
    where environment = new.environment and revision >= new.revision
  ) then
    raise exception 'Decision % of environment % does not move the head', new.revision, new.environment
      using errcode = 'restrict_violation';
  end if;
  return null;
end
$$;

create constraint trigger check_decision_is_head after insert on promptrail.decision
  deferrable initially deferred
  for each row execute function promptrail.check_decision_is_head();
