-- A key that has a successor is not replaced again, and leaves its name to it.
alter table promptrail.api_key add column replaced_at timestamptz;
