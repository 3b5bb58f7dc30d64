-- The last decision that gave a family another active version: what tells whether a rollback repeats one.
create index decision_activation on promptrail.decision (environment, family, revision desc)
  where from_version is distinct from to_version;
drop index promptrail.decision_rollback;
