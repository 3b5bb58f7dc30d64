-- Many decisions are written by one statement, and the head then moves to the last of them at once. Each still
-- follows the one before it, and none stays behind the head (check_decision_is_head).
create or replace function promptrail.check_decision() returns trigger language plpgsql as $$
declare
  last promptrail.decision;
begin
  -- Of the rows that are there, those that the same statement wrote before this one included.
  select * into last from promptrail.decision
  where environment = new.environment order by revision desc limit 1;
  if new.revision <> coalesce(last.revision, 0) + 1
    or new.previous_hash <> coalesce(last.hash, '')
  then
    raise exception 'Decision % does not follow revision % of environment %',
      new.revision, coalesce(last.revision, 0), new.environment using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;

create or replace function promptrail.check_head() returns trigger language plpgsql as $$
begin
  if new.environment <> old.environment or new.store_id <> old.store_id
    or new.revision <= old.revision
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
