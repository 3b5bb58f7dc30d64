-- False for a run that was saved when another run of its key had decided: it is kept, and stands for nothing. Rows of before
-- may all decide; the newest of them does, as it did then.
alter table promptrail.evidence add column decides boolean not null default true;

-- Why the evidence of a decision took the place of an earlier run; null where it took none.
alter table promptrail.decision add column supersede_reason text;
