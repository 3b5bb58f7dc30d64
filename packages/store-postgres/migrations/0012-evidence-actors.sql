-- Who stored the evidence that a decision stands on; null where it stands on none, and before.
alter table promptrail.decision add column evidence_actor text;
